import type { ErpDeliveryKind } from '#contracts/erp_records'
import type { CalendarDate } from '#shared/calendar/calendar_date'

export interface CustomerRow {
  id: number
  number: string
  name: string
  tax_id: string | null
  email: string | null
  phone: string | null
  website: string | null
  language: string | null
  payment_days: number
  payment_term_id?: number | null
  price_list_id?: number | null
  is_active: number | boolean
  is_blocked: number | boolean
  reference: string | null
  modified_at: string
}

export interface AddressRow {
  id: number
  customer_id: number
  street: string
  postal_code: string
  city: string
  country: string
  is_active: number | boolean
}

export interface ContactRow {
  id: number
  customer_id: number
  name: string
  email: string | null
  phone: string | null
}

export interface ProductRow {
  id: number
  number: string
  name: string
  unit: string
  list_price: string
  tax_percent: number
  is_active: number | boolean
  is_serialised: number | boolean
  is_service: number | boolean
  contract_model: string | null
  modified_at: string
}

export interface OrderRow {
  id: number
  number: string
  customer_id: number
  ordered_on: CalendarDate
  state: 'draft' | 'confirmed' | 'done' | 'cancelled'
  currency: string
  customer_reference: string | null
  reference?: string | null
  requested_on?: CalendarDate | null
  modified_at: string
}

export interface OrderLineRow {
  id: number
  order_id: number
  position: number
  product_id: number | null
  description: string
  quantity: string
  unit_price: string
  is_cancelled: number | boolean
}

export interface DeliveryRow {
  id: number
  number: string
  kind: ErpDeliveryKind
  customer_id: number
  order_id: number | null
  delivered_on: CalendarDate
  is_cancelled: number | boolean
  place: string | null
  modified_at: string
}

export interface DeliveryLineRow {
  id: number
  delivery_id: number
  position: number
  product_id: number
  order_line_id: number | null
  quantity: string
  /** JSON list of texts. */
  serials: string
  /** JSON list of lots and their quantities. */
  lots: string | null
}

export interface InvoiceRow {
  id: number
  number: string | null
  reference: string | null
  customer_id: number
  state: 'draft' | 'posted' | 'paid' | 'cancelled'
  issued_on: CalendarDate | null
  due_on: CalendarDate | null
  currency: string
  net_cents: number
  tax_cents: number
  total_cents: number
  open_cents: number
  text: string
  credits_invoice_id: number | null
  site_id: number | null
  payment_term: string | null
  payer_id?: number | null
  modified_at: string
}

export interface DueDateRow {
  id: number
  invoice_id: number
  due_on: CalendarDate
  amount_cents: number
}

export interface InvoiceLineRow {
  id: number
  invoice_id: number
  position: number
  product_id: number | null
  description: string
  quantity: string
  unit_price: string
  net_cents: number
  tax_percent: number
  credits_line_id: number | null
  credits_position: number | null
  order_line_id: number | null
  /** JSON list of texts. */
  serials: string | null
}

export interface StockMoveRow {
  id: number
  number: string
  kind: 'issue' | 'reversal'
  reference: string | null
  reverses_id: number | null
  site_id: number
  product_id: number
  quantity: string
  serial: string | null
  moved_on: CalendarDate
  modified_at: string
}
