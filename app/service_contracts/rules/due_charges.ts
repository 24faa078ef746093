import type { BilledCharge } from '#billing/queries/billed_ledger'
import type { DueCharge } from '#billing/charge_sources'
import { dateOfDay, dayNumberOf, daysBetween, type CalendarDate } from '#shared/calendar/calendar_date'
import type { BillingItem } from '#service_contracts/rules/billing_item'
import type { BillingPolicy, ContractEvent, ContractLineTerms } from '#service_contracts/rules/contract_line_terms'
import { lineTerms, type LineColumns, type PolicyColumns } from '#service_contracts/rules/contract_terms'
import { mayBeFree } from '#service_contracts/rules/free_days'
import { gridOn } from '#service_contracts/rules/grid_history'
import { groupKeyOf, otherPayer, type Grouping } from '#service_contracts/rules/grouping'
import { historyOf } from '#service_contracts/rules/line_history'
import { orderNumberFor, type OrderNumber } from '#service_contracts/rules/order_number'
import { reconcile } from '#service_contracts/rules/reconcile'
import { segmentOfCharge } from '#service_contracts/rules/segment_of_charge'
import { freeWithin } from '#service_contracts/rules/unbilled_days'
import { RULES_VERSION } from '#service_contracts/rules/rules_version'

/** A contract line with what of its contract decides the bill. */
export interface BillableLine extends LineColumns, PolicyColumns {
  id: number
  product_id: number | null
  description: string
  installed_item_id: number | null
  item_site_id?: number | null
  contract_id: number
  number: string
  contract_kind?: string
  status: string
  bill_to_id: number
  payer_id?: number | null
  currency: string
  contract_ends_on: CalendarDate | null
  /** The first day billed from here, where another system billed the days before. */
  billed_until?: CalendarDate | null
  sales_order_number: string | null
  grouping: Grouping
  payment_term_id?: number | null
  erp_site_id?: number | null
  /** What the customer calls its order, for the text of invoices. */
  order_numbers?: readonly OrderNumber[]
  /** The ERP's code, when the product's own tax must not be used. */
  tax_code?: string | null
}

/** What is missing or too much of a contract line in the billed ledger on a day, as charges. */
export function dueChargesOf(
  line: BillableLine,
  events: readonly ContractEvent[],
  billed: readonly BilledCharge[],
  until: CalendarDate
): DueCharge[] {
  const terms = lineTerms(line, line, line.contract_ends_on, events)
  const items = reconcile(terms, billed.map(segmentOfCharge), until)
  if (items.length === 0) return []
  const pricedOn = priceDays(terms)
  const because = reasonsFor(terms)
  const modeOn = modesOf(terms)
  return items.map((item) => ({ ...dueCharge(line, item, billed, { ...because(item), mode: modeOn(item.basis.periodFrom) }), contractKind: line.contract_kind ?? null, pricedOn: pricedOn(item.from) }))
}

/** What an amount needs besides its own figures to be understood. */
interface Reasons {
  /** The dated changes that led to it: those up to its last day. */
  changes?: ContractEvent[]
  /** In advance or in arrears. */
  mode: BillingPolicy['mode']
  /** The free days of its whole period. */
  free?: { from: CalendarDate; to: CalendarDate }[]
}

/** How the period of a day is billed. */
function modesOf(terms: ContractLineTerms): (day: CalendarDate) => BillingPolicy['mode'] {
  if (!terms.events?.some((event) => event.kind === 'amend' && event.mode)) return () => terms.billing.mode
  const { grids } = historyOf(terms)
  return (day) => gridOn(grids, dayNumberOf(day)).mode
}

function reasonsFor(terms: ContractLineTerms): (item: BillingItem) => Omit<Reasons, 'mode'> {
  const mayHaveFree = mayBeFree(terms)
  return (item) => {
    const changes = (terms.events ?? []).filter(({ on }) => on < item.to)
    const free = mayHaveFree ? freeWithin(terms, item.basis.periodFrom, item.basis.periodTo) : []
    return { ...(changes.length > 0 ? { changes } : {}), ...(free.length > 0 ? { free } : {}) }
  }
}

/** Since when the price of a day counts: the start of the line, or the last change of its price or quantity. */
function priceDays(terms: ContractLineTerms): (day: CalendarDate) => CalendarDate {
  if (!terms.events || terms.events.length === 0) return () => terms.start
  const { prices } = historyOf(terms)
  const changed = prices.slice(1).map(({ from }) => dateOfDay(from))
  return (day) => changed.findLast((from) => from <= day) ?? terms.start
}

function dueCharge(line: BillableLine, item: BillingItem, billed: readonly BilledCharge[], { mode, ...why }: Reasons): DueCharge {
  const same = billed.filter(({ from, to, kind }) => from === item.from && to === item.to && kind === item.kind)
  const wholeBefore = billed.filter(({ kind }) => kind === 'recurring').at(-1)
  return {
    sourceId: Number(line.id),
    companyId: Number(line.bill_to_id),
    currency: line.currency,
    kind: item.kind,
    from: item.from,
    to: item.to,
    dueOn: item.billDate,
    netCents: item.amountMinor,
    quantity: item.basis.quantity,
    unitPrice: item.basis.price,
    description: describedFor(line, item.from),
    productId: line.product_id === null ? null : Number(line.product_id),
    taxCode: line.tax_code ?? null,
    paymentTermId: line.payment_term_id ?? null,
    siteId: line.erp_site_id ?? null,
    payerId: otherPayer(line),
    groupKey: groupKeyOf(line.grouping, line),
    revision: same.length,
    correctsChargeId: item.corrects === null ? null : Number(item.corrects),
    explanation: {
      contract: line.number,
      contractId: Number(line.contract_id),
      lineId: Number(line.id),
      clause: line.description,
      days: daysBetween(item.from, item.to),
      periodDays: daysBetween(item.basis.periodFrom, item.basis.periodTo),
      share: `${item.ratio.num}/${item.ratio.den}`,
      settlement: item.settlement,
      rules: RULES_VERSION,
      mode,
      ...item.basis,
      ...why,
    },
    previousCents: wholeBefore?.netCents ?? null,
    isWholePeriod: item.ratio.num === item.ratio.den && item.kind === 'recurring',
  }
}

/** The longest text of a charge. */
const LONGEST = 255

/** The text of an invoice line: contract, clause, and the customer's order number, which is never cut off. */
function describedFor({ id, number, description, order_numbers: orders = [] }: BillableLine, from: CalendarDate): string {
  const order = orderNumberFor(orders, Number(id), from)
  const suffix = order ? ` · Ref. ${order}` : ''
  return `${number} · ${description}`.slice(0, LONGEST - suffix.length) + suffix
}
