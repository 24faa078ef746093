type Row = Record<string, unknown>

export interface ReplayDifference {
  id: string
  /** Missing here, other facts here, or the same facts with other parts or another fingerprint. */
  kind: 'missing' | 'differs' | 'parts'
  /** For each column what stands here and what the archive says. */
  columns: Record<string, [unknown, unknown]>
}

export interface ReplayReport {
  pages: number
  records: number
  same: number
  /** Left alone, since a later day of the archive holds the record too. */
  superseded: number
  /** Left alone, since the ERP no longer has the record. */
  gone: number
  faulty: { id: string; reason: string }[]
  differing: number
  /** The first of them. */
  differences: ReplayDifference[]
  applied: number
  failure: string | null
}

export const SHOWN_DIFFERENCES = 200

/** A report of nothing yet. */
export function emptyReport(): ReplayReport {
  return { pages: 0, records: 0, same: 0, superseded: 0, gone: 0, faulty: [], differing: 0, differences: [], applied: 0, failure: null }
}

/** The facts of a record that the row here does not say. */
export function factDifferences(row: Row, facts: Row): Record<string, [unknown, unknown]> {
  const differing = Object.keys(facts).filter((column) => plain(row[column]) !== plain(facts[column]))
  return Object.fromEntries(differing.map((column) => [column, [row[column] ?? null, facts[column] ?? null]]))
}

/** Both databases write booleans as numbers and some numbers as text. */
function plain(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? '1' : '0'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
