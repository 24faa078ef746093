import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { Amendment, Anchor, PeriodUnit } from '#service_contracts/rules/contract_line_terms'
import { promiseText, type ServiceLevelTerms } from '#service_contracts/rules/service_level'
import { termDifferences, type ModelTerms, type TermDifference } from '#service_contracts/rules/models/model_terms'

/** Terms of a contract in force that only say how coming bills are put together: they change without touching what was billed. */
const PLAIN = ['grouping', 'min_invoice_amount', 'payment_term_id', 'erp_site_id', 'revaluation_policy_id', 'renewal_mode', 'notice_count', 'notice_unit', 'renewal_months', 'max_renewals', 'renewal_lines', 'alert_days']
/** Terms that dated changes of the lines carry. */
const GRID = ['period_unit', 'period_count', 'anchor', 'anchor_day', 'mode', 'proration']
/** Terms that say how a contract is born; no living one takes them over. */
const AT_BIRTH = ['birth', 'starts', 'duration_months', 'kind', 'currency', 'coverage_set_id', 'service_level_id', 'approval_flow_id', 'needs_signature']

type Row = Record<string, unknown>

export interface LineMove {
  lineId: number
  event: Amendment
}

export interface ModelMove {
  /** Columns of the contract that change at once. */
  columns: Record<string, string | number | null>
  /** Dated changes of lines; for a draft their figures are simply corrected. */
  lines: LineMove[]
  /** Whether the contract takes the newly published coverage over from that day. */
  takesCoverage: boolean
  /** Whether it takes the newly published service level over from that day. */
  takesServiceLevel: boolean
  /** What of the differences between the versions the contract takes over, and what it keeps as it is. */
  taken: TermDifference[]
  stays: TermDifference[]
}

/** A line of the contract with the price and quantity in force on the day of the move. */
export interface LineNow {
  id: number
  modelLineId: number | null
  price: string
  quantity: string
}

/**
 * What becomes of a contract when it moves from one version of its model to another: what
 * the model changed is taken over as long as the contract still has what the old version
 * said. What was agreed otherwise stays, and so does what only counts at birth.
 *
 * @param contract its columns, with the period, anchor, mode and proration in force on the day, and as `service_level` the terms it keeps
 */
export function modelMove(from: ModelTerms, to: ModelTerms, contract: Row, lines: readonly LineNow[], on: CalendarDate): ModelMove {
  const isDraft = contract.status === 'draft'
  const differences = termDifferences(from, to)
  const followed = differences.flatMap((one) => (one.what === 'field' && !AT_BIRTH.includes(one.field) && same(contract[one.field], one.before) ? [one.field] : []))
  const direct = followed.filter((name) => (isDraft ? true : PLAIN.includes(name)))
  const grid = isDraft ? [] : followed.filter((name) => GRID.includes(name))
  const moves = lines.flatMap((line) => lineMove(line, from, to, gridChange(grid, to), on))
  const takesCoverage = to.coverage !== null && differences.some(({ what }) => what === 'coverage')

  const promised = promiseText(contract.service_level as ServiceLevelTerms | null)
  const takesServiceLevel = promised === promiseText(from.serviceLevel) && promised !== promiseText(to.serviceLevel)

  const isTaken = (one: TermDifference): boolean => {
    if (one.what === 'field' && one.field === 'coverage_set_id') return takesCoverage
    if (one.what.startsWith('service_') || (one.what === 'field' && one.field === 'service_level_id')) return takesServiceLevel
    if (one.what === 'field') return direct.includes(one.field) || grid.includes(one.field)
    if (one.what === 'coverage') return takesCoverage
    return one.what === 'line_changed' && moves.some(({ lineId, event }) => (event.price ?? event.quantity) !== undefined && lines.some(({ id, modelLineId }) => id === lineId && modelLineId === one.line.id))
  }
  const columns = Object.fromEntries(direct.map((name) => [name, to.fields[name] ?? null]))
  return { columns, lines: moves, takesCoverage, takesServiceLevel, taken: differences.filter(isTaken), stays: differences.filter((one) => !isTaken(one)) }
}

type GridChange = Pick<Amendment, 'period' | 'anchor' | 'mode' | 'proration'>

function gridChange(names: string[], { fields }: ModelTerms): GridChange {
  const change: GridChange = {}
  if (names.some((name) => name.startsWith('period'))) change.period = { unit: fields.period_unit as PeriodUnit, count: Number(fields.period_count) }
  if (names.some((name) => name.startsWith('anchor'))) change.anchor = anchorOf(fields)
  if (names.includes('mode')) change.mode = fields.mode as Amendment['mode']
  if (names.includes('proration')) change.proration = fields.proration as Amendment['proration']
  return change
}

function anchorOf({ anchor, anchor_day: day }: ModelTerms['fields']): Anchor {
  return anchor === 'day_of_month' ? { kind: anchor, day: Number(day ?? 1) } : ({ kind: anchor } as Anchor)
}

function lineMove(line: LineNow, from: ModelTerms, to: ModelTerms, grid: GridChange, on: CalendarDate): LineMove[] {
  const old = from.lines.find(({ id }) => id === line.modelLineId)
  const fresh = to.lines.find(({ id }) => id === line.modelLineId)
  const change: Omit<Amendment, 'on' | 'kind'> = { ...grid }
  if (old && fresh && old.unitPrice !== fresh.unitPrice && Number(line.price) === Number(old.unitPrice)) change.price = fresh.unitPrice
  if (old && fresh && old.quantity !== fresh.quantity && Number(line.quantity) === Number(old.quantity)) change.quantity = fresh.quantity
  return Object.keys(change).length === 0 ? [] : [{ lineId: line.id, event: { kind: 'amend', on, ...change } }]
}

function same(one: unknown, other: unknown): boolean {
  return String(one ?? '') === String(other ?? '')
}
