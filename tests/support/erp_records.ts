import type { ErpCustomer, ErpDelivery, ErpInvoice, ErpOrder, ErpProduct } from '#contracts/erp'
import { calendarDate } from '#shared/calendar/calendar_date'

/** Small sound records of an ERP, for tests. */
export const erpCustomer = (id: string, more: Partial<ErpCustomer> = {}): ErpCustomer => ({
  id,
  number: `C${id}`,
  name: `Customer ${id}`,
  taxId: null,
  email: null,
  phone: null,
  website: null,
  language: null,
  isActive: true,
  isBlocked: false,
  addresses: [{ id: `${id}-a`, street: 'Calle Mayor 1', postalCode: '28013', city: 'Madrid', country: 'ES', isActive: true }],
  contacts: [{ id: `${id}-c`, name: 'Ana', email: null, phone: null }],
  ...more,
})

export const erpProduct = (id: string, more: Partial<ErpProduct> = {}): ErpProduct => ({
  id,
  number: `P${id}`,
  name: `Product ${id}`,
  unit: 'unit',
  isActive: true,
  isSerialised: false,
  isService: false,
  listPrice: '12.5000',
  currency: 'EUR',
  contractModel: null,
  ...more,
})

export const erpOrder = (id: string, customerId: string, productId: string | null, more: Partial<ErpOrder> = {}): ErpOrder => ({
  id,
  number: `SO${id}`,
  customerId,
  orderedOn: calendarDate('2026-11-02'),
  state: 'confirmed',
  currency: 'EUR',
  customerReference: null,
  lines: [{ id: `${id}-1`, position: 1, productId, description: 'A line', quantity: '1', unitPrice: '12.50', isCancelled: false }],
  ...more,
})

export const erpDelivery = (id: string, customerId: string, productId: string, more: Partial<ErpDelivery> = {}): ErpDelivery => ({
  id,
  number: `DN${id}`,
  kind: 'delivery',
  customerId,
  deliveredOn: calendarDate('2026-11-05'),
  isCancelled: false,
  place: null,
  lines: [{ id: `${id}-1`, position: 1, productId, orderLineId: null, quantity: '1', serials: [`SN-${id}`] }],
  ...more,
})

export const erpInvoice = (id: string, customerId: string, more: Partial<ErpInvoice> = {}): ErpInvoice => ({
  id,
  number: `FV${id}`,
  reference: null,
  customerId,
  state: 'posted',
  issuedOn: calendarDate('2026-11-10'),
  currency: 'EUR',
  netCents: 10_000,
  taxCents: 2_100,
  totalCents: 12_100,
  openCents: 12_100,
  lineCount: 1,
  dueDates: [{ on: calendarDate('2026-12-10'), amountCents: 12_100 }],
  ...more,
})
