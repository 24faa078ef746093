import type { CalendarDate } from '#shared/calendar/calendar_date'

/** Decimal text with a point, never a float: `12.3400`. */
export type Decimal = string

/** A company of the ERP, in whose books invoices are posted. */
export interface ErpCompany {
  id: string
  code: string
  name: string
  taxId: string | null
  /** Of its books. */
  currency: string
  /** ISO 3166 two letters, or empty. */
  country: string
  isActive: boolean
}

export interface ErpCurrency {
  id: string
  /** ISO 4217. */
  code: string
  name: string
  /** Decimals of its minor unit: 0 for JPY, 2 for EUR, 3 for TND. */
  exponent: number
  isActive: boolean
}

export interface ErpTaxCode {
  id: string
  /** What an invoice line names in `taxCode`. */
  code: string
  name: string
  /** Null where the tax is not a share of the net. */
  percent: Decimal | null
  /** Country or region of the tax, or null. */
  area: string | null
  /** First and last day on which it may be used, or null. */
  validFrom: CalendarDate | null
  validUntil: CalendarDate | null
  isActive: boolean
}

export interface ErpPaymentTerm {
  id: string
  /** What an invoice names in `paymentTerm`. */
  code: string
  name: string
  isActive: boolean
  /** When which share of the total is due, in order; empty where the ERP does not say. */
  instalments: ErpInstalment[]
}

export interface ErpInstalment {
  /** Of the total, in per cent; null for what is left. */
  percent: Decimal | null
  /** After the invoice date. */
  days: number
  isEndOfMonth: boolean
}

/** A place of the company that invoices or keeps stock. */
export interface ErpSite {
  id: string
  /** What an invoice names in `site`. */
  code: string
  name: string
  companyId: string | null
  /** One line of text, or null. */
  place: string | null
  /** Invoices may be posted for it. */
  isInvoicing: boolean
  hasStock: boolean
  isActive: boolean
}

export interface ErpPriceList {
  id: string
  code: string
  name: string
  currency: string
  includesTax: boolean
  isActive: boolean
  /** First and last day, or null. */
  validFrom: CalendarDate | null
  validUntil: CalendarDate | null
  lines: ErpPriceListLine[]
}

export interface ErpPriceListLine {
  id: string
  productId: string
  /** The price holds from this quantity on. */
  fromQuantity: Decimal
  unitPrice: Decimal
  validFrom: CalendarDate | null
  validUntil: CalendarDate | null
}

/** What of a product lies at a site. */
export interface ErpStockLevel {
  id: string
  productId: string
  siteId: string
  quantity: Decimal
  /** Not promised to anybody; null where the ERP does not say. */
  available: Decimal | null
  /** When the ERP last changed it, ISO instant; null where the ERP only says what is there now. */
  asOf: string | null
}

/** Money of a customer that settles invoices, or its reversal with negative amounts. */
export interface ErpPayment {
  id: string
  number: string
  customerId: string
  kind: 'payment' | 'reversal'
  paidOn: CalendarDate
  currency: string
  /** Minor units, in the currency of the invoices. */
  amountCents: number
  /** Undone in the ERP without a reversal of its own. */
  isCancelled: boolean
  /** As the ERP calls it: transfer, direct debit. */
  method: string | null
  /** What the payer wrote, or null. */
  reference: string | null
  /** The invoices it settles and with how much; what is left of it settles nothing yet. */
  shares: ErpPaymentShare[]
}

export interface ErpPaymentShare {
  id: string
  invoiceId: string
  amountCents: number
}

export interface ErpAddress {
  id: string
  street: string
  postalCode: string
  city: string
  /** ISO 3166 two letters, or empty. */
  country: string
  isActive: boolean
}

export interface ErpContact {
  id: string
  name: string
  email: string | null
  phone: string | null
}

export interface ErpCustomer {
  id: string
  number: string
  name: string
  taxId: string | null
  email: string | null
  phone: string | null
  website: string | null
  /** Two letters, or null. */
  language: string | null
  isActive: boolean
  /** The ERP refuses new invoices or deliveries for this customer. */
  isBlocked: boolean
  /** The ERP's identifiers of what was agreed with the customer, where it says so. */
  paymentTermId?: string | null
  priceListId?: string | null
  /** Our reference when the customer came from here. */
  reference?: string | null
  /** Changes whenever the record does, where the ERP has such a thing. */
  version?: string | null
  /** ISO instant of the last change, where the ERP says it. */
  changedAt?: string | null
  addresses: ErpAddress[]
  contacts: ErpContact[]
}

export interface ErpProduct {
  id: string
  number: string
  name: string
  unit: string
  isActive: boolean
  /** Each unit carries its own serial number. */
  isSerialised: boolean
  isService: boolean
  listPrice: Decimal | null
  currency: string | null
  /** Code of the contract model whose contract is born when this product is sold. */
  contractModel: string | null
}

export interface ErpOrder {
  id: string
  number: string
  customerId: string
  orderedOn: CalendarDate | null
  state: 'draft' | 'confirmed' | 'done' | 'cancelled'
  currency: string
  customerReference: string | null
  /** Our reference, where the order came from here. */
  reference?: string | null
  lines: ErpOrderLine[]
}

export interface ErpOrderLine {
  id: string
  position: number
  productId: string | null
  description: string
  quantity: Decimal
  unitPrice: Decimal
  isCancelled: boolean
  /** When the ERP means to deliver it, where it says so. */
  expectedOn?: CalendarDate | null
}

/** What a document moves: goods out, goods back, goods lent or left on consignment, or the notice that goods on consignment were used. */
export type ErpDeliveryKind = 'delivery' | 'return' | 'loan' | 'consignment' | 'consumption'

export interface ErpDelivery {
  id: string
  number: string
  kind: ErpDeliveryKind
  customerId: string
  deliveredOn: CalendarDate
  isCancelled: boolean
  /** Where the goods stand: one line of text, or null. */
  place: string | null
  lines: ErpDeliveryLine[]
}

export interface ErpDeliveryLine {
  id: string
  position: number
  productId: string
  orderLineId: string | null
  quantity: Decimal
  serials: string[]
  /** The lots it consists of, where the ERP tells them; quantities above zero. */
  lots?: ErpLot[] | null
}

export interface ErpLot {
  lot: string
  quantity: Decimal
}

export interface ErpInvoice {
  id: string
  /** The legal number; null while the invoice is a draft. */
  number: string | null
  /** Our reference when the invoice came from here. */
  reference: string | null
  customerId: string
  state: 'draft' | 'posted' | 'paid' | 'cancelled'
  issuedOn: CalendarDate | null
  currency: string
  /** Minor units; credit notes are negative. */
  netCents: number
  taxCents: number
  totalCents: number
  openCents: number
  lineCount: number
  /** What is still open of each is known only where the ERP says so. */
  dueDates: { on: CalendarDate; amountCents: number; openCents?: number | null }[]
  /** The ERP's identifier of the invoice that this one credits, where it says so. */
  creditsId?: string | null
  siteId?: string | null
  /** Given for credit notes where the ERP offers them, so that what they credit is known. */
  lines?: ErpInvoiceLine[] | null
  /** The products it sells, or takes back, where the ERP offers them; quantities above zero. */
  sold?: ErpSoldLine[] | null
}

export interface ErpSoldLine {
  id: string
  productId: string
  quantity: string
  /** The order line that it invoices, where the ERP says so. */
  orderLineId?: string | null
  /** The serial numbers that it invoices, where the ERP says so. */
  serials?: string[] | null
}

export interface ErpInvoiceLine {
  id: string
  productId: string | null
  description: string
  netCents: number
  /** The position, counted from one, of the line that it credits in that invoice, where the ERP says so. */
  creditsPosition?: number | null
}
