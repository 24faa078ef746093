import { emailKey, taxKey } from '#crm/rules/match_keys'

export interface CustomerRow {
  id: number
  connection_id: number
  number: string
  name: string
  tax_id: string | null
  email: string | null
  phone: string | null
  website: string | null
  language: string | null
  is_active: boolean | number
  is_blocked: boolean | number
  reference: string | null
  external_changed_at: string | null
  gone_at: string | null
}

export interface MainAddress {
  street: string
  postal_code: string
  city: string
  country: string
}

/** What a company takes over from the ERP's customer; one that is inactive or gone there is a former customer here. */
export function companyFacts(customer: CustomerRow, address?: MainAddress) {
  const isCustomer = Boolean(customer.is_active) && customer.gone_at === null
  return {
    name: customer.name,
    number: customer.number,
    status: isCustomer ? 'customer' : 'former',
    tax_id: customer.tax_id,
    email: customer.email,
    phone: customer.phone,
    website: customer.website,
    language: customer.language,
    street: address?.street || null,
    postal_code: address?.postal_code || null,
    city: address?.city || null,
    country: address?.country || null,
    is_blocked: Boolean(customer.is_blocked),
  }
}

/** Tax number and e-mail as they are compared. */
export function matchKeys(facts: Record<string, unknown>) {
  return { tax_key: taxKey(facts.tax_id), email_key: emailKey(facts.email) }
}
