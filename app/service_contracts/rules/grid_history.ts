import { dayNumberOf } from '#shared/calendar/calendar_date'
import type { DayNumber } from '#shared/calendar/day_number'
import type { Amendment, Anchor, BillingPolicy, ContractEvent, ContractLineTerms } from '#service_contracts/rules/contract_line_terms'
import { FOREVER } from '#service_contracts/rules/day_ranges'
import { boundaryFrom, gridOf, sameGrid, type PeriodGrid } from '#service_contracts/rules/period_grid'
import { prorationOf, type ProrationMethod } from '#service_contracts/rules/proration'

/** The boundaries in force in `[from, to)`, and how the periods between them are billed. */
export interface GridFrom {
  from: DayNumber
  to: DayNumber
  grid: PeriodGrid
  mode: BillingPolicy['mode']
  method: ProrationMethod
}

const ANCHOR_START: Anchor = { kind: 'start' }

/**
 * Which boundaries hold when. An amendment of the anchor or the period cuts the running
 * period on its day; the next one is a stub up to the first new boundary. One of the mode or the proration alone
 * waits for the next boundary, so that no period is billed by two. New boundaries
 * too are counted from the start of the line, or of the contract it is aligned to, so that an amendment taken back leaves no trace.
 */
export function gridsOver(terms: ContractLineTerms, events: readonly ContractEvent[]): GridFrom[] {
  let anchor = terms.billing.anchor ?? ANCHOR_START
  let length = terms.billing.period
  let { mode } = terms.billing
  let method = prorationOf(terms.billing)
  const start = dayNumberOf(terms.start)
  const origin = terms.alignedTo ?? terms.start
  const grids: GridFrom[] = [{ from: -FOREVER, to: FOREVER, grid: gridOf(origin, anchor, length), mode, method }]

  for (const event of events) {
    if (event.kind !== 'amend' || !isAboutPeriods(event)) continue
    const on = dayFrom(grids, event, start)
    anchor = event.anchor ?? anchor
    length = event.period ?? length
    mode = event.mode ?? mode
    method = event.proration ? { ...method, proration: event.proration } : method
    putGrid(grids, on <= start ? -FOREVER : on, { grid: gridOf(origin, anchor, length), mode, method })
  }
  return grids
}

function isAboutPeriods({ anchor, period, mode, proration }: Amendment): boolean {
  return Boolean(anchor || period || mode || proration)
}

/** Without proration a period is never cut: the running one ends first. What waits for its boundary already is not overtaken. */
function dayFrom(grids: readonly GridFrom[], { on: day, anchor, period }: Amendment, start: DayNumber): DayNumber {
  const on = dayNumberOf(day)
  const isCut = Boolean(anchor || period) && gridOn(grids, on).method.proration !== 'none'
  if (!isCut && !anchor && !period && on <= start) return on
  return Math.max(isCut ? on : nextPeriodStart(grids, on), grids[grids.length - 1].from)
}

/** The boundaries in force on a day. */
export function gridOn(grids: readonly GridFrom[], day: DayNumber): GridFrom {
  for (let index = grids.length - 1; index > 0; index -= 1) if (grids[index].from <= day) return grids[index]
  return grids[0]
}

/** The first day on or after `day` on which a period begins. */
export function nextPeriodStart(grids: readonly GridFrom[], day: DayNumber): DayNumber {
  const { grid, to } = gridOn(grids, day)
  return Math.min(boundaryFrom(grid, day), to)
}

function putGrid(grids: GridFrom[], from: DayNumber, under: Omit<GridFrom, 'from' | 'to'>): void {
  if (grids[grids.length - 1].from === from) grids.pop()
  const before = grids.at(-1)
  if (before && isSame(before, under)) {
    before.to = FOREVER
    return
  }
  if (before) before.to = from
  grids.push({ from, to: FOREVER, ...under })
}

function isSame(one: GridFrom, other: Omit<GridFrom, 'from' | 'to'>): boolean {
  return sameGrid(one.grid, other.grid) && one.mode === other.mode && one.method.proration === other.method.proration
}
