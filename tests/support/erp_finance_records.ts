import type { ErpCompany, ErpCurrency, ErpPayment, ErpPaymentTerm, ErpPriceList, ErpSite, ErpStockLevel, ErpTaxCode } from '#contracts/erp'
import { calendarDate } from '#shared/calendar/calendar_date'

/** Small sound records of an ERP's own order, for tests. */
export const erpCompany = (id: string, more: Partial<ErpCompany> = {}): ErpCompany => ({ id, code: `K${id}`, name: `Company ${id}`, taxId: null, currency: 'EUR', country: 'ES', isActive: true, ...more })

export const erpCurrency = (code: string, exponent: number, more: Partial<ErpCurrency> = {}): ErpCurrency => ({ id: code, code, name: code, exponent, isActive: true, ...more })

export const erpTaxCode = (id: string, more: Partial<ErpTaxCode> = {}): ErpTaxCode => ({ id, code: `TAX${id}`, name: `Tax ${id}`, percent: '21', area: null, validFrom: null, validUntil: null, isActive: true, ...more })

export const erpPaymentTerm = (id: string, more: Partial<ErpPaymentTerm> = {}): ErpPaymentTerm => ({
  id,
  code: `N${id}`,
  name: `${id} days`,
  isActive: true,
  instalments: [{ percent: null, days: 30, isEndOfMonth: false }],
  ...more,
})

export const erpSite = (id: string, companyId: string | null, more: Partial<ErpSite> = {}): ErpSite => ({ id, code: `S${id}`, name: `Site ${id}`, companyId, place: null, isInvoicing: true, hasStock: true, isActive: true, ...more })

export const erpPriceList = (id: string, productIds: string[], more: Partial<ErpPriceList> = {}): ErpPriceList => ({
  id,
  code: `L${id}`,
  name: `List ${id}`,
  currency: 'EUR',
  includesTax: false,
  isActive: true,
  validFrom: null,
  validUntil: null,
  lines: productIds.map((productId) => ({ id: `${id}-${productId}`, productId, fromQuantity: '1', unitPrice: '9.50', validFrom: null, validUntil: null })),
  ...more,
})

export const erpStockLevel = (productId: string, siteId: string, quantity: string, more: Partial<ErpStockLevel> = {}): ErpStockLevel => ({
  id: `${productId}.${siteId}`,
  productId,
  siteId,
  quantity,
  available: null,
  asOf: '2026-11-22T07:00:00Z',
  ...more,
})

export const erpPayment = (id: string, customerId: string, invoiceId: string, amountCents: number, more: Partial<ErpPayment> = {}): ErpPayment => ({
  id,
  number: `Z${id}`,
  customerId,
  kind: amountCents < 0 ? 'reversal' : 'payment',
  paidOn: calendarDate('2026-11-20'),
  currency: 'EUR',
  amountCents,
  isCancelled: false,
  method: 'transfer',
  reference: null,
  shares: [{ id: `${id}-1`, invoiceId, amountCents }],
  ...more,
})
