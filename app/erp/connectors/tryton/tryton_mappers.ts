import type { ErpCustomer, ErpDelivery, ErpInvoice, ErpLot, ErpOrder, ErpProduct } from '#contracts/erp'
import { parseMoney } from '#shared/money/money'
import { isCustomerReference } from '#erp/rules/customer_reference'
import { calendarDay, decimalText, instantText, quantityText, referredId } from '#erp/connectors/tryton/tryton_values'
import type { TrytonRow } from '#erp/connectors/tryton/tryton_client'

/** Rows of one model that belong to a record, by the name their reader gave them. */
export type Children = Record<string, TrytonRow[]>

const ORDER_STATES: Record<string, ErpOrder['state']> = {
  draft: 'draft',
  quotation: 'draft',
  confirmed: 'confirmed',
  processing: 'confirmed',
  done: 'done',
  cancelled: 'cancelled',
}

const INVOICE_STATES: Record<string, ErpInvoice['state']> = {
  draft: 'draft',
  validated: 'draft',
  posted: 'posted',
  paid: 'paid',
  cancelled: 'cancelled',
}

export function toCustomer(row: TrytonRow, { addresses, mechanisms, identifiers }: Children): ErpCustomer {
  const first = (...types: string[]) => mechanisms.find(({ type }) => types.includes(String(type)))
  const main = { email: first('email'), phone: first('phone', 'mobile'), website: first('website') }
  const own = identifiers.find(({ code }) => isCustomerReference(code))
  const taxIds = identifiers.filter((one) => one !== own && String(one.type ?? '').includes('vat'))

  return {
    id: String(row.id),
    number: needed(row.code, 'code'),
    name: String(row.name ?? '') || needed(row.code, 'name'),
    taxId: text((taxIds[0] ?? identifiers.find((one) => one !== own))?.code),
    email: text(main.email?.value),
    phone: text(main.phone?.value),
    website: text(main.website?.value),
    language: null,
    isActive: row.active !== false,
    isBlocked: false,
    reference: text(own?.code),
    changedAt: newestStamp([row, ...addresses, ...mechanisms, ...identifiers]),
    addresses: addresses.map((address) => ({
      id: String(address.id),
      street: lines(address.street),
      postalCode: String(address.postal_code ?? ''),
      city: String(address.city ?? ''),
      country: text(nested(address, 'country')?.code) ?? '',
      isActive: address.active !== false,
    })),
    contacts: contactsOf(mechanisms.filter((row_) => !Object.values(main).includes(row_) || row_.name)),
  }
}

/** When the youngest of these rows was written. */
function newestStamp(rows: TrytonRow[]): string | null {
  const stamps = rows.map((row) => instantText(row.write_date ?? row.create_date)).filter((stamp) => stamp !== null)
  return stamps.sort().at(-1) ?? null
}

/** Further mechanisms, those of one name together as one person. */
function contactsOf(mechanisms: TrytonRow[]): ErpCustomer['contacts'] {
  const people = new Map<string, ErpCustomer['contacts'][number]>()
  for (const { id, type, name, value } of mechanisms) {
    const kind = type === 'email' ? 'email' : type === 'phone' || type === 'mobile' ? 'phone' : null
    if (!kind) continue
    const key = text(name) ?? String(value)
    const person = people.get(key) ?? { id: String(id), name: key, email: null, phone: null }
    person[kind] ??= text(value)
    people.set(key, person)
  }

  return [...people.values()]
}

export function toProduct(row: TrytonRow, currency: string): ErpProduct {
  const template = nested(row, 'template')!
  const tracked = template.lot_required as string[] | null | undefined

  return {
    id: String(row.id),
    number: text(row.code) ?? `#${row.id}`,
    name: needed(template.name, 'name'),
    unit: text(nested(row, 'default_uom')?.symbol) ?? '',
    isActive: row.active !== false && template.active !== false,
    isSerialised: Boolean(tracked?.length),
    isService: template.type === 'service',
    listPrice: row.list_price_uom ? decimalText(row.list_price_uom) : null,
    currency,
    contractModel: null,
  }
}

export function toOrder(row: TrytonRow, { lines: own }: Children): ErpOrder {
  const state = known(ORDER_STATES, row.state)

  return {
    id: String(row.id),
    number: text(row.number) ?? `#${row.id}`,
    customerId: needed(row.party, 'party'),
    orderedOn: calendarDay(row.sale_date),
    state,
    currency: needed(nested(row, 'currency')?.code, 'currency'),
    customerReference: text(row.reference),
    reference: text(row.reference),
    lines: own.map((line, index) => ({
      id: String(line.id),
      position: index + 1,
      productId: text(line.product),
      description: text(line.description) ?? text(nested(line, 'product')?.rec_name) ?? '',
      quantity: quantityText(line.quantity),
      unitPrice: decimalText(line.unit_price),
      isCancelled: state === 'cancelled',
      expectedOn: calendarDay(row.shipping_date),
    })),
  }
}

export function toDelivery(row: TrytonRow, { moves }: Children, kind: 'delivery' | 'return'): ErpDelivery {
  const deliveredOn = calendarDay(row.effective_date)
  if (!deliveredOn) throw new TypeError('a shipment that is done has no date')
  const address = nested(row, 'delivery_address')

  return {
    id: `${kind === 'return' ? 'return' : 'out'},${row.id}`,
    number: text(row.number) ?? `#${row.id}`,
    kind,
    customerId: needed(row.customer, 'customer'),
    deliveredOn,
    isCancelled: false,
    place: address
      ? [lines(address.street), [address.postal_code, address.city].filter(Boolean).join(' ')]
          .filter(Boolean)
          .join(', ') || null
      : null,
    lines: deliveryLines(moves),
  }
}

/** Tryton moves each serial number by itself; moves of one product and order line become one line. */
function deliveryLines(moves: TrytonRow[]): ErpDelivery['lines'] {
  const groups = new Map<string, TrytonRow[]>()
  for (const move of moves) {
    const key = `${move.product}/${move.origin ?? ''}`
    groups.set(key, [...(groups.get(key) ?? []), move])
  }

  return [...groups.values()].map((group, index) => ({
    id: String(group[0].id),
    position: index + 1,
    productId: needed(group[0].product, 'product'),
    orderLineId: referredId(group[0].origin, 'sale.line'),
    quantity: quantityText(group.reduce((sum, move) => sum + Number(move.quantity), 0)),
    serials: group.filter((move) => move.quantity === 1).flatMap((move) => text(nested(move, 'lot')?.number) ?? []),
    lots: group.filter((move) => move.quantity !== 1).flatMap(lotOf),
  }))
}

/** A move of more than one carries a lot, not a serial number. */
function lotOf(move: TrytonRow): ErpLot[] {
  const lot = text(nested(move, 'lot')?.number)
  return lot ? [{ lot, quantity: quantityText(Number(move.quantity)) }] : []
}

export function toInvoice(row: TrytonRow, { dues, credits = [], sold = [] }: Children): ErpInvoice {
  const currency = needed(nested(row, 'currency')?.code, 'currency')
  const cents = (value: unknown) => parseMoney(decimalText(value), currency)
  const state = known(INVOICE_STATES, row.state)
  const openCents = state === 'posted' || state === 'paid' ? cents(row.amount_to_pay) : 0

  return {
    id: String(row.id),
    number: text(row.number),
    reference: text(row.reference),
    customerId: needed(row.party, 'party'),
    state: state === 'posted' && row.reconciled ? 'paid' : state,
    issuedOn: calendarDay(row.invoice_date),
    currency,
    netCents: cents(row.untaxed_amount),
    taxCents: cents(row.tax_amount),
    totalCents: cents(row.total_amount),
    openCents,
    lineCount: (row.lines as number[]).length,
    dueDates: dues.flatMap((due) => {
      const on = calendarDay(due.maturity_date)
      return on ? [{ on, amountCents: cents(due.debit) - cents(due.credit) }] : []
    }),
    creditsId: text(credits.map((line) => nested(line, 'origin')?.invoice).find(Boolean)),
    lines: credits.map((line) => ({
      id: String(line.id),
      productId: text(line.product),
      description: text(line.description) ?? '',
      netCents: cents(line.amount),
      creditsPosition: (nested(line, 'origin')?.sequence as number | null) ?? null,
    })),
    sold: sold.map((line) => ({
      id: String(line.id),
      productId: String(line.product),
      quantity: quantityText(line.quantity).replace('-', ''),
      orderLineId: referredId(line.origin, 'sale.line'),
    })),
  }
}

/** Tryton answers a dotted field `a.b` as an object under the key `a.`. */
export function nested(row: TrytonRow, field: string): TrytonRow | null {
  return (row[`${field}.`] as TrytonRow | null) ?? null
}

export function text(value: unknown): string | null {
  return value === null || value === undefined || value === '' ? null : String(value)
}

export function needed(value: unknown, field: string): string {
  const found = text(value)
  if (!found) throw new TypeError(`${field} is empty`)
  return found
}

function known<T>(states: Record<string, T>, state: unknown): T {
  if (!Object.hasOwn(states, String(state))) throw new TypeError(`state "${state}" is unknown`)
  return states[String(state)]
}

function lines(value: unknown): string {
  return String(value ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join(', ')
}
