import { addFigures, NOTHING, type Figures } from '#reporting/rules/unbilled'

/** A row of a statement as far as grouping needs it. */
export interface GroupedRow extends Figures {
  key: string
  source: string
  owner: { id: number; label: string; path: string; companyId: number; currency: string; kind: string | null }
  company: string
}

export type Grouping = 'owner' | 'company' | 'kind'

/** Adds rows up by customer or by kind of charge; by owner they stay as they are. */
export function groupedRows<R extends GroupedRow>(rows: readonly R[], by: Grouping): GroupedRow[] {
  if (by === 'owner') return [...rows]
  const groups = new Map<string, GroupedRow>()
  for (const row of rows) {
    const kind = [row.source, row.owner.kind].filter(Boolean).join(':')
    const key = `${by === 'company' ? row.owner.companyId : kind}|${row.owner.currency}`
    const known = groups.get(key)
    const sum = addFigures(known ? figuresIn(known) : NOTHING, figuresIn(row))
    const label = by === 'company' ? row.company : kind
    groups.set(key, { ...row, key, owner: { ...row.owner, label }, ...sum })
  }
  return [...groups.values()].sort((one, other) => Math.sign(other.differenceLines) - Math.sign(one.differenceLines) || (one.owner.label < other.owner.label ? -1 : 1))
}

function figuresIn(row: Figures): Figures {
  return Object.fromEntries(Object.keys(NOTHING).map((name) => [name, row[name as keyof Figures]])) as unknown as Figures
}
