import { dayNumberOf } from '#shared/calendar/calendar_date'
import type { DayNumber } from '#shared/calendar/day_number'
import type { Anchor, ContractEvent, ContractLineTerms } from '#service_contracts/rules/contract_line_terms'
import { FOREVER } from '#service_contracts/rules/day_ranges'
import { boundaryFrom, gridOf, sameGrid, type PeriodGrid } from '#service_contracts/rules/period_grid'

/** The boundaries in force in `[from, to)`. */
export interface GridFrom {
  from: DayNumber
  to: DayNumber
  grid: PeriodGrid
}

const ANCHOR_START: Anchor = { kind: 'start' }

/**
 * Which boundaries hold when. An amendment of the anchor or the period cuts the running
 * period on its day; the next one is a stub up to the first new boundary. New boundaries
 * too are counted from the start of the line, or of the contract it is aligned to, so that an amendment taken back leaves no trace.
 */
export function gridsOver(terms: ContractLineTerms, events: readonly ContractEvent[]): GridFrom[] {
  let anchor = terms.billing.anchor ?? ANCHOR_START
  let length = terms.billing.period
  const start = dayNumberOf(terms.start)
  const origin = terms.alignedTo ?? terms.start
  const grids: GridFrom[] = [{ from: -FOREVER, to: FOREVER, grid: gridOf(origin, anchor, length) }]

  for (const event of events) {
    if (event.kind !== 'amend' || (!event.anchor && !event.period)) continue
    anchor = event.anchor ?? anchor
    length = event.period ?? length
    const on = dayFrom(terms, grids, dayNumberOf(event.on))
    putGrid(grids, on <= start ? -FOREVER : on, gridOf(origin, anchor, length))
  }
  return grids
}

/** Without proration a period is never cut: the running one ends first. */
function dayFrom({ billing }: ContractLineTerms, grids: readonly GridFrom[], on: DayNumber): DayNumber {
  return billing.proration === 'none' ? nextPeriodStart(grids, on) : on
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

function putGrid(grids: GridFrom[], from: DayNumber, grid: PeriodGrid): void {
  if (grids[grids.length - 1].from === from) grids.pop()
  const before = grids.at(-1)
  if (before && sameGrid(before.grid, grid)) {
    before.to = FOREVER
    return
  }
  if (before) before.to = from
  grids.push({ from, to: FOREVER, grid })
}
