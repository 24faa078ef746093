import { folded } from '#shared/search/rules/tokens'

/** How the columns of a file become fields of records. */
export interface ImportMapping {
  /** For each column of the file the field it fills, or null to leave it out; `id` is the record's own number. */
  columns: (string | null)[]
  /** The field by which a row finds its record; null creates a record for every row. */
  key: string | null
  mode: ImportMode
  /** What separates whole units from fractions: `1.234,56` or `1,234.56`. */
  decimalSign: ',' | '.'
  dayOrder: 'dmy' | 'mdy'
  /** An empty cell empties the field; otherwise the field keeps what it holds. */
  clearsEmpty: boolean
}

export const IMPORT_MODES = ['both', 'create', 'update'] as const
export type ImportMode = (typeof IMPORT_MODES)[number]

/** A field a column can fill, with every name it goes by. */
export interface Target {
  field: string
  names: string[]
}

/**
 * Guesses which field each heading means: what the person chose for that heading the last
 * time, then a field that is called exactly so, then one whose name begins the heading. No
 * field is taken twice.
 */
export function guessColumns(headings: readonly string[], targets: readonly Target[], remembered: Record<string, string | null>): (string | null)[] {
  const taken = new Set<string>()
  const guessed = new Array<string | null>(headings.length).fill(null)
  const take = (column: number, field: string | null | undefined) => {
    if (!field || taken.has(field) || guessed[column] !== null || !targets.some((target) => target.field === field)) return
    guessed[column] = field
    taken.add(field)
  }

  const plain = headings.map(plainName)
  const isLeftOut = (column: number) => plain[column] in remembered && remembered[plain[column]] === null
  for (const [column, heading] of plain.entries()) take(column, remembered[heading])
  for (const matches of [isExactly, begins]) {
    for (const [column, heading] of plain.entries()) {
      if (!isLeftOut(column)) take(column, targets.find(({ names }) => names.some((name) => matches(heading, plainName(name))))?.field)
    }
  }
  return guessed
}

/** A heading as it is compared: without accents, case, signs and a trailing star. */
export function plainName(text: string): string {
  return folded(text).replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
}

function isExactly(heading: string, name: string): boolean {
  return heading !== '' && heading === name
}

function begins(heading: string, name: string): boolean {
  return name.length >= 4 && heading.startsWith(`${name} `)
}
