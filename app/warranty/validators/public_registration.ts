import vine from '@vinejs/vine'
import { calendarDay } from '#shared/records/validator'

const text = (max: number) => vine.string().trim().maxLength(max)
const maybe = (max: number) => text(max).nullable().optional()

export const publicRegistrationValidator = vine.create({
  pass: vine.string().maxLength(2000),
  product_number: text(64).minLength(1),
  serial: text(128).minLength(1),
  purchased_on: text(10).use(calendarDay()),
  dealer_name: maybe(255),
  customer_name: text(255).minLength(2),
  customer_email: text(255).email(),
  customer_phone: maybe(64),
  street: maybe(255),
  postal_code: maybe(32),
  city: maybe(128),
  country: vine.string().trim().toUpperCase().regex(/^[A-Z]{2}$/).nullable().optional(),
  consent: vine.accepted(),
  proof: vine.file().nullable().optional(),
})
