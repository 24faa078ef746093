import type { ChargeOwner, DuePage } from '#billing/charge_sources'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { addFigures, NOTHING, type Figures } from '#reporting/rules/unbilled'

export interface StatementPeriod {
  /** First and last bill date, both included. */
  from: CalendarDate
  to: CalendarDate
}

export interface StatementRow extends Figures {
  /** `contract_line:12`: the kind of charge and the record that it is for. */
  key: string
  source: string
  owner: ChargeOwner
  company: string
}

export interface Statement {
  rows: StatementRow[]
  /** By currency. */
  totals: Map<string, Figures>
  /** Sources that cannot be computed. */
  refused: { source: string; sourceId: number; label: string; path: string; message: string }[]
}

/** Adds up the statement of a period, page by page. */
export class StatementTally {
  private readonly rows = new Map<string, StatementRow>()
  private readonly refused: Statement['refused'] = []

  constructor(readonly period: StatementPeriod) {}

  /** Adds rows to those of the same owner and currency. */
  put(rows: readonly StatementRow[]): void {
    for (const row of rows) {
      const key = `${row.key}|${row.owner.currency}`
      const known = this.rows.get(key)
      this.rows.set(key, known ? { ...row, ...addFigures(figuresIn(known), figuresIn(row)) } : row)
    }
  }

  /** Notes the sources of a page that cannot be computed. */
  refuse(source: string, { failures, whole }: DuePage): void {
    for (const { sourceId, message } of failures) {
      const owner = whole?.owners.get(sourceId)
      this.refused.push({ source, sourceId, label: owner?.label ?? `#${sourceId}`, path: owner?.path ?? '/billing/runs', message })
    }
  }

  /** Rows with a difference first, then by customer and owner. */
  statement(names: ReadonlyMap<number, string>): Statement {
    const rows = [...this.rows.values()].map((row) => ({ ...row, company: names.get(row.owner.companyId) ?? '–' }))
    const totals = new Map<string, Figures>()
    for (const row of rows) totals.set(row.owner.currency, addFigures(totals.get(row.owner.currency) ?? NOTHING, figuresIn(row)))
    rows.sort((one, other) => rank(one) - rank(other) || compare(one.company, other.company) || compare(one.owner.label, other.owner.label) || compare(one.key, other.key))
    return { rows, totals, refused: this.refused }
  }
}

const rank = ({ differenceLines }: StatementRow) => (differenceLines > 0 ? 0 : 1)
const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

function figuresIn(row: StatementRow): Figures {
  return Object.fromEntries(Object.keys(NOTHING).map((name) => [name, row[name as keyof Figures]])) as unknown as Figures
}
