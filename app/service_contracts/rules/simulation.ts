import type { CalendarDate } from '#shared/calendar/calendar_date'
import { decimalText } from '#shared/money/decimal'
import { BillingRefused, type RefusalCode } from '#service_contracts/rules/billing_refused'
import type { BilledSegment, BillingItem } from '#service_contracts/rules/billing_item'
import { exponentOf } from '#service_contracts/rules/line_price'
import { readLedger, refuseOverlaps } from '#service_contracts/rules/ledger'
import { reconcile } from '#service_contracts/rules/reconcile'
import { isLastOf, sumOf, waitsForMore } from '#service_contracts/rules/minimum_invoice'
import { minorUnitsOf, refuseMeaninglessDates, segmentOf } from '#service_contracts/rules/refusals'
import type { Specification } from '#service_contracts/rules/specification'

export interface SimulatedItem {
  from: CalendarDate
  to: CalendarDate
  kind: 'recurring' | 'credit'
  /** Decimal text in major units. */
  amount: string
  billDate: CalendarDate
  /** `num/den`, reduced or not. */
  ratio: string
}

export interface Simulation {
  id: string | null
  items: SimulatedItem[]
  total: string
  /** What is due but waits for the minimum of an invoice; left out where nothing does. */
  carriedOver?: string
  error: { code: RefusalCode; message: string } | null
}

/** What a run on the target day would bill for one specification, or why it is refused. */
export function simulate(specification: Specification): Simulation {
  try {
    return answered(specification)
  } catch (error) {
    if (error instanceof BillingRefused) return refused(specification, error.code, error.message)
    if (error instanceof RangeError) return refused(specification, 'date_out_of_range', error.message)
    throw error
  }
}

function answered(specification: Specification): Simulation {
  const { id, terms, invoiced, until } = specification
  const exponent = exponentOf(terms.currency)
  refuseMeaninglessDates(specification)
  const billed = invoiced.map((row) => segmentOf(row, exponent))
  refuseOverlaps(readLedger(billed))
  const items = reconcile(terms, billed, until)
  const total = items.reduce((sum, { amountMinor }) => sum + BigInt(amountMinor), 0n)
  const sum = decimalText({ unscaled: total, scale: exponent })
  if (isCarried(specification, items, billed, exponent)) return { id, items: [], total: '0', carriedOver: sum, error: null }
  return { id, items: items.map((item) => written(item, exponent)), total: sum, error: null }
}

function isCarried({ terms, until }: Specification, items: BillingItem[], billed: BilledSegment[], exponent: number): boolean {
  const minimum = terms.billing.minInvoiceAmount
  if (!minimum) return false
  const due = { dueMinor: sumOf(items), minimumMinor: minorUnitsOf(minimum, exponent) }
  return waitsForMore({ ...due, isLast: false }) && !isLastOf(terms, billed, until)
}

function refused({ id }: Specification, code: RefusalCode, message: string): Simulation {
  return { id, items: [], total: '0', error: { code, message } }
}

function written({ from, to, kind, amountMinor, billDate, ratio }: BillingItem, exponent: number): SimulatedItem {
  const amount = decimalText({ unscaled: BigInt(amountMinor), scale: exponent })
  return { from, to, kind, amount, billDate, ratio: `${ratio.num}/${ratio.den}` }
}
