import { emailKey, taxKey } from '#crm/rules/match_keys'
import { nameKey } from '#warranty/rules/names'

export interface EndCustomer {
  companyId: number | null
  /** How an unknown customer is recognised again. */
  key: string | null
}

interface Named {
  name: string | null
  taxId: string | null
  email: string | null
  postalCode: string | null
}

/** How a customer is recognised who is no company we know: by tax number, else by e-mail, else by name and postal code. */
export function customerKey({ name, taxId, email, postalCode }: Named): string | null {
  const [tax, mail] = [taxKey(taxId), emailKey(email)]
  if (tax) return `tax:${tax}`
  if (mail) return `mail:${mail}`.slice(0, 255)
  const words = nameKey(name ?? '')
  return words ? `name:${words}|${(postalCode ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '')}`.slice(0, 255) : null
}

/** Whether two registrations name one customer. */
export function isSameCustomer(a: EndCustomer, b: EndCustomer): boolean {
  if (a.companyId !== null && b.companyId !== null) return a.companyId === b.companyId
  return a.key !== null && a.key === b.key
}
