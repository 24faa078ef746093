import type { CustomerChanges, CustomerValues, ErpCustomer, ErpCustomerAbilities } from '#contracts/erp'
import { CUSTOMER_FIELDS } from '#contracts/erp'

const NOWHERE = { street: null, postalCode: null, city: null, country: null }

/** The facts of a customer that may go both ways; empty ones are null, the address is the first that is in use. */
export function customerValues(customer: ErpCustomer): CustomerValues {
  const { name, taxId, email, phone, website, language, addresses } = customer
  const { street, postalCode, city, country } = addresses.find(({ isActive }) => isActive) ?? addresses[0] ?? NOWHERE
  const all = { name, taxId, email, phone, website, language, street, postalCode, city, country }

  return Object.fromEntries(CUSTOMER_FIELDS.map((field) => [field, all[field] || null])) as CustomerValues
}

/** The facts of `wanted` that `held` does not say already. */
export function stillToWrite(wanted: CustomerChanges, held: CustomerValues): CustomerChanges {
  const open = CUSTOMER_FIELDS.filter((field) => field in wanted && (wanted[field] || null) !== held[field])
  return Object.fromEntries(open.map((field) => [field, wanted[field] || null]))
}

/** What the ERP did not take over of a change, in its own words; another spelling of the same counts as taken. */
export function notTaken(changes: CustomerChanges, held: CustomerValues): string[] {
  const fields = CUSTOMER_FIELDS.filter((field) => field in changes && bare(changes[field]) !== bare(held[field]))
  return fields.map((field) => `${field}: "${changes[field] ?? ''}" here, "${held[field] ?? ''}" there`)
}

function bare(value: string | null | undefined): string {
  const text = (value ?? '').normalize('NFKC').trim().toLowerCase()
  return text.replace(/[^\p{L}\p{N}]/gu, '') || text
}

/** What cannot be done to customers on an ERP with these abilities, as sentences for a person. */
export function customerLimits(customers?: ErpCustomerAbilities): string[] {
  const limits: string[] = []
  if (!customers?.creates) limits.push('No customer can be created from here: the connection has no way to do it.')
  if (!customers?.updates.length) limits.push('No customer can be changed from here: what the ERP says of customers always holds.')
  else {
    const untouched = CUSTOMER_FIELDS.filter((field) => !customers.updates.includes(field))
    if (untouched.length > 0) limits.push(`These facts of a customer cannot be changed from here: ${untouched.join(', ')}.`)
    if (!customers.checksVersion) limits.push('The ERP compares no versions of a customer: the record is read again just before each change.')
  }
  return limits
}
