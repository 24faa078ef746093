import { DateTime } from 'luxon'
import type { CustomerChanges, CustomerToCreate } from '#contracts/erp'
import { sqlInstant } from '#shared/clock'
import ErpRefused from '#erp/errors/erp_refused'

type Typed = Record<string, unknown>

const NAMES = { name: 'name', taxId: 'vat', email: 'mail', phone: 'phone', website: 'web', language: 'lang', street: 'street', postalCode: 'zip', city: 'city', country: 'country' } as const

/** The facts of a customer that a body names, as the interface takes them; an empty text empties one. */
export function typedChanges(body: Typed): CustomerChanges {
  const named = Object.entries(NAMES).filter(([, name]) => body[name] !== undefined)
  const typed: CustomerChanges = Object.fromEntries(named.map(([field, name]) => [field, String(body[name] ?? '').trim() || null]))
  return typed.language ? { ...typed, language: typed.language.toLowerCase() } : typed
}

/** A whole customer; what a body does not name is empty. */
export function typedCustomer(body: Typed): CustomerToCreate {
  const nothing = Object.fromEntries(Object.keys(NAMES).map((field) => [field, null]))
  return { ...nothing, ...typedChanges(body), reference: String(body.ref ?? '').trim().slice(0, 20) } as CustomerToCreate
}

/** When the caller saw the record change last, in the company's time; null when the body does not say. */
export function typedStamp(body: Typed, zone: string): string | null {
  if (body.changed === undefined || body.changed === '') return null
  const at = DateTime.fromSQL(String(body.changed), { zone })
  if (!at.isValid) throw new ErpRefused('changed_meanwhile', `"${String(body.changed)}" is no version of this record`)
  return sqlInstant(at)
}
