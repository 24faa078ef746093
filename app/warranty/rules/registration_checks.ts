import { addDays, daysBetween, type CalendarDate } from '#shared/calendar/calendar_date'
import { passesCheckDigit } from '#warranty/rules/check_digit'
import type { Check } from '#warranty/rules/check_policy'
import { namesAgree } from '#warranty/rules/names'
import { schemeFor, type SerialScheme } from '#warranty/rules/serial_scheme'

/** What the installed base knows of an item with this serial number. */
export interface KnownItem {
  productId: number
  product: string
  status: string
  /** Whether a delivery of ours tells of it, and not only a person. */
  wasShipped: boolean
  shippedOn: CalendarDate
  shippedTo: { id: number; name: string }
}

export interface CheckedRegistration {
  productId: number
  serial: string
  purchasedOn: CalendarDate
  receivedOn: CalendarDate
  dealer: { id: number | null; name: string | null }
  /** The end customer, where it is a company we know. */
  companyId: number | null
  /** Items with this serial number, of any product. */
  items: readonly KnownItem[]
  /** The registration by which another customer has this item. */
  holder: { number: string } | null
  schemes: readonly SerialScheme[]
  /** Days after the purchase within which it has to be registered; null for no limit. */
  deadlineDays: number | null
}

export interface CheckFinding {
  check: Check
  /** What its sentence says; never anything about another customer. */
  values: Record<string, string | number>
}

const BACK_WITH_US = ['expected', 'returned', 'exchanged', 'voided']
const GONE = ['scrapped', 'lost']

/** Everything that speaks against a registration, in the order in which people look at it. */
export function findingsOf(asked: CheckedRegistration): CheckFinding[] {
  const item = asked.items.find(({ productId }) => productId === asked.productId) ?? null
  return [checkDigit(asked), ...(item ? shipment(asked, item) : unknownSerial(asked)), registered(asked), deadline(asked)].filter((one) => one !== null)
}

function checkDigit({ productId, serial, schemes }: CheckedRegistration): CheckFinding | null {
  const found = schemeFor(productId, serial, schemes)
  return found && !passesCheckDigit(serial, found.scheme) ? { check: 'CHECK_DIGIT', values: { serial } } : null
}

function unknownSerial({ items, serial }: CheckedRegistration): CheckFinding[] {
  if (items.length === 0) return [{ check: 'SERIAL_UNKNOWN', values: { serial } }]
  return [{ check: 'SERIAL_PRODUCT_MISMATCH', values: { serial } }]
}

function shipment(asked: CheckedRegistration, item: KnownItem): (CheckFinding | null)[] {
  if (GONE.includes(item.status)) return [{ check: 'STOLEN_OR_SCRAPPED', values: { serial: asked.serial } }]
  if (!item.wasShipped || BACK_WITH_US.includes(item.status)) return [{ check: 'NOT_SHIPPED', values: { serial: asked.serial } }]
  return [otherDealer(asked, item), beforeShipment(asked, item)]
}

/** Somebody who bought from us directly names no dealer, or themselves. */
function otherDealer({ dealer, companyId }: CheckedRegistration, { shippedTo }: KnownItem): CheckFinding | null {
  if (companyId === shippedTo.id || dealer.id === shippedTo.id) return null
  if (dealer.id === null && !dealer.name) return null
  if (dealer.id === null && namesAgree(dealer.name!, shippedTo.name)) return null
  return { check: 'SHIPPED_TO_OTHER_DEALER', values: { dealer: dealer.name ?? '' } }
}

function beforeShipment({ purchasedOn }: CheckedRegistration, { shippedOn }: KnownItem): CheckFinding | null {
  return purchasedOn < shippedOn ? { check: 'BEFORE_SHIPMENT', values: { day: purchasedOn } } : null
}

function registered({ holder, serial }: CheckedRegistration): CheckFinding | null {
  return holder ? { check: 'ALREADY_REGISTERED', values: { serial } } : null
}

/** The last day of the deadline still counts. */
function deadline({ purchasedOn, receivedOn, deadlineDays }: CheckedRegistration): CheckFinding | null {
  if (deadlineDays === null || receivedOn <= addDays(purchasedOn, deadlineDays)) return null
  return { check: 'AFTER_DEADLINE', values: { days: daysBetween(purchasedOn, receivedOn), limit: deadlineDays } }
}
