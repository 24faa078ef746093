import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { calendarDay } from '#shared/records/validator'
import type { Proof, PublicRegistration } from '#warranty/actions/take_public_form'

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
  file: vine.file().nullable().optional(),
})

type Form = Infer<typeof publicRegistrationValidator>

const TYPED = ['product_number', 'serial', 'purchased_on', 'dealer_name', 'customer_name', 'customer_email', 'customer_phone', 'street', 'postal_code', 'city', 'country'] as const

/** What a customer typed, without what only proves that the form is ours and that they agree. */
export function publicRegistration(form: Form, language: string): PublicRegistration {
  return { ...Object.fromEntries(TYPED.map((name) => [name, form[name] ?? null])), language } as PublicRegistration
}

/** The file that was sent along, where there is one. */
export function proofOf({ file }: Form): Proof | null {
  return file?.tmpPath ? { path: file.tmpPath, sentName: file.clientName } : null
}
