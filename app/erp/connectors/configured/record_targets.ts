import type { ErpEntity } from '#contracts/erp'

/**
 * What a field of the contract holds. `text` must not be empty, `words` may be; `text?` is
 * null when empty; `size` is a decimal without its sign; a list of words is an enumeration; `{ many }` a
 * list of records, of which those are left out in which the field named by `having` is empty.
 */
export type FieldKind =
  | 'text' | 'text?' | 'words' | 'texts' | 'flag' | 'integer' | 'integer?' | 'cents' | 'cents?' | 'decimal' | 'decimal?' | 'size' | 'day' | 'day?'
  | readonly string[]
  | { many: Target; having?: string }

export type Target = Record<string, FieldKind>

const CUSTOMER: Target = {
  id: 'text', number: 'text', name: 'text', taxId: 'text?', email: 'text?', phone: 'text?', website: 'text?', language: 'text?',
  isActive: 'flag', isBlocked: 'flag', paymentTermId: 'text?', priceListId: 'text?',
  reference: 'text?', version: 'text?', changedAt: 'text?',
  addresses: { many: { id: 'text', street: 'words', postalCode: 'words', city: 'words', country: 'words', isActive: 'flag' } },
  contacts: { many: { id: 'text', name: 'text', email: 'text?', phone: 'text?' } },
}
const PRODUCT: Target = {
  id: 'text', number: 'text', name: 'text', unit: 'words', isActive: 'flag', isSerialised: 'flag', isService: 'flag',
  listPrice: 'decimal?', currency: 'text?', contractModel: 'text?',
}
const ORDER: Target = {
  id: 'text', number: 'text', customerId: 'text', orderedOn: 'day?', state: ['draft', 'confirmed', 'done', 'cancelled'], currency: 'text', customerReference: 'text?', reference: 'text?',
  lines: { many: { id: 'text', position: 'integer', productId: 'text?', description: 'words', quantity: 'decimal', unitPrice: 'decimal', isCancelled: 'flag', expectedOn: 'day?' } },
}
const DELIVERY: Target = {
  id: 'text', number: 'text', kind: ['delivery', 'return', 'loan', 'consignment', 'consumption'], customerId: 'text', deliveredOn: 'day', isCancelled: 'flag', place: 'text?',
  lines: { many: { id: 'text', position: 'integer', productId: 'text', orderLineId: 'text?', quantity: 'decimal', serials: 'texts', lots: { many: { lot: 'text', quantity: 'size' }, having: 'lot' } } },
}
const INVOICE: Target = {
  id: 'text', number: 'text?', reference: 'text?', customerId: 'text', state: ['draft', 'posted', 'paid', 'cancelled'], issuedOn: 'day?', currency: 'text',
  netCents: 'cents', taxCents: 'cents', totalCents: 'cents', openCents: 'cents', lineCount: 'integer',
  dueDates: { many: { on: 'day', amountCents: 'cents', openCents: 'cents?' } },
  creditsId: 'text?', siteId: 'text?',
  lines: { many: { id: 'text', productId: 'text?', description: 'words', netCents: 'cents', creditsPosition: 'integer?' } },
  sold: { many: { id: 'text', productId: 'text', quantity: 'size', orderLineId: 'text?', serials: 'texts' }, having: 'productId' },
}
const COMPANY: Target = { id: 'text', code: 'text', name: 'text', taxId: 'text?', currency: 'text', country: 'words', isActive: 'flag' }
const CURRENCY: Target = { id: 'text', code: 'text', name: 'words', exponent: 'integer', isActive: 'flag' }
const TAX_CODE: Target = { id: 'text', code: 'text', name: 'text', percent: 'decimal?', area: 'text?', validFrom: 'day?', validUntil: 'day?', isActive: 'flag' }
const PAYMENT_TERM: Target = {
  id: 'text', code: 'text', name: 'text', isActive: 'flag',
  instalments: { many: { percent: 'decimal?', days: 'integer', isEndOfMonth: 'flag' } },
}
const SITE: Target = { id: 'text', code: 'text', name: 'text', companyId: 'text?', place: 'text?', isInvoicing: 'flag', hasStock: 'flag', isActive: 'flag' }
const PRICE_LIST: Target = {
  id: 'text', code: 'text', name: 'text', currency: 'text', includesTax: 'flag', isActive: 'flag', validFrom: 'day?', validUntil: 'day?',
  lines: { many: { id: 'text', productId: 'text', fromQuantity: 'decimal', unitPrice: 'decimal', validFrom: 'day?', validUntil: 'day?' } },
}
const STOCK_LEVEL: Target = { id: 'text', productId: 'text', siteId: 'text', quantity: 'decimal', available: 'decimal?', asOf: 'text?' }
const PAYMENT: Target = {
  id: 'text', number: 'text', customerId: 'text', kind: ['payment', 'reversal'], paidOn: 'day', currency: 'text', amountCents: 'cents', isCancelled: 'flag',
  method: 'text?', reference: 'text?',
  shares: { many: { id: 'text', invoiceId: 'text', amountCents: 'cents' } },
}

/** A move of stock that came from here; no entity that is read for itself. */
export const STOCK_MOVE: Target = {
  id: 'text', number: 'text', reference: 'text?', kind: ['issue', 'reversal'], state: ['draft', 'done', 'cancelled'], movedOn: 'day?',
  siteId: 'text', productId: 'text', quantity: 'decimal', serial: 'text?',
}

/** The fields of each entity of `contracts/erp.ts`. */
export const TARGETS: Record<ErpEntity, Target> = {
  company: COMPANY,
  currency: CURRENCY,
  tax_code: TAX_CODE,
  payment_term: PAYMENT_TERM,
  site: SITE,
  customer: CUSTOMER,
  product: PRODUCT,
  price_list: PRICE_LIST,
  stock_level: STOCK_LEVEL,
  order: ORDER,
  delivery: DELIVERY,
  invoice: INVOICE,
  payment: PAYMENT,
}

/** Fields that a mapping may leave out: they may be empty. */
export function mayBeMissing(kind: FieldKind): boolean {
  return typeof kind === 'string' ? kind.endsWith('?') || kind === 'words' || kind === 'texts' : !Array.isArray(kind)
}
