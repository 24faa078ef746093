import vine from '@vinejs/vine'
import { OUTGOING_KINDS } from '#erp/rules/sandbox_goods'

/** Lines an order form offers. */
export const ORDER_LINES = [1, 2, 3, 4, 5]

const text = (most: number) => vine.string().trim().maxLength(most)
const day = () => vine.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const decimal = () =>
  vine
    .string()
    .trim()
    .regex(/^-?\d{1,9}(\.\d{1,6})?$/)
const quantity = () =>
  vine
    .string()
    .trim()
    .regex(/^\d{1,6}(\.\d{1,3})?$/)
const id = () => vine.number().positive().withoutDecimals()

export const sandboxListValidator = vine.create({
  q: text(100).nullable().optional(),
  before: id().optional(),
})

export const sandboxCustomerValidator = vine.create({
  name: text(200).minLength(2),
  tax_id: text(40).nullable().optional(),
  email: vine.string().trim().email().maxLength(254).nullable().optional(),
  phone: text(60).nullable().optional(),
  language: vine.enum(['es', 'ro', 'en', 'de']).nullable().optional(),
  payment_days: vine.number().withoutDecimals().range([0, 365]),
  is_active: vine.boolean().optional(),
  is_blocked: vine.boolean().optional(),
  street: text(200),
  postal_code: text(20),
  city: text(100),
  country: vine
    .string()
    .trim()
    .regex(/^[A-Z]{2}$/),
})

export const sandboxProductValidator = vine.create({
  number: text(40),
  name: text(200),
  unit: text(20),
  list_price: decimal(),
  tax_percent: vine.number().withoutDecimals().range([0, 99]),
  is_active: vine.boolean().optional(),
  is_serialised: vine.boolean().optional(),
  is_service: vine.boolean().optional(),
  contract_model: text(40).nullable().optional(),
})

const orderLines = Object.fromEntries(
  ORDER_LINES.flatMap((line) => [
    [`product_${line}`, id().nullable().optional()],
    [`quantity_${line}`, quantity().nullable().optional()],
    [`price_${line}`, decimal().nullable().optional()],
  ])
)

export const sandboxOrderValidator = vine.create({
  customer_id: id(),
  ordered_on: day(),
  requested_on: day().nullable().optional(),
  customer_reference: text(60).nullable().optional(),
  ...orderLines,
})

export const sandboxMoveValidator = vine.create({ on: day(), place: text(255).nullable().optional(), kind: vine.enum(OUTGOING_KINDS).optional() })

export const sandboxPaymentValidator = vine.create({
  amount: decimal().nullable().optional(),
  method: text(40).nullable().optional(),
})

/** What of each line is credited, in `credit_<id>`. */
export const sandboxCreditValidator = (lineIds: number[]) =>
  vine.create({
    ...Object.fromEntries(lineIds.map((line) => [`credit_${line}`, decimal().nullable().optional()])),
    text: text(255).nullable().optional(),
  })

export const sandboxMasterValidator = vine.create({ is_active: vine.boolean().optional() })
