export interface CustomerRow {
  id: number
  number: string
  name: string
  tax_id: string | null
  email: string | null
  phone: string | null
  website: string | null
  language: string | null
  is_active: boolean | number
  is_blocked: boolean | number
  gone_at: string | null
}

/** What a company takes over from the ERP's customer; one that is inactive or gone there is a former customer here. */
export function companyFacts(customer: CustomerRow, address?: { city: string; country: string }) {
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
    city: address?.city || null,
    country: address?.country || null,
    is_blocked: Boolean(customer.is_blocked),
  }
}
