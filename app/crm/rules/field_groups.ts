import type { CustomerField } from '#contracts/erp'

export const FIELD_GROUPS = ['name', 'tax_id', 'contact_data', 'language', 'address'] as const
export const FIELD_POLICIES = ['erp_wins', 'app_wins', 'newest_with_version', 'ask'] as const

export type FieldGroup = (typeof FIELD_GROUPS)[number]
export type FieldPolicy = (typeof FIELD_POLICIES)[number]
export type Policies = Record<FieldGroup, FieldPolicy>

export const COMPANY_FIELDS = ['name', 'tax_id', 'email', 'phone', 'website', 'language', 'street', 'postal_code', 'city', 'country'] as const
export type CompanyField = (typeof COMPANY_FIELDS)[number]
export type CompanyValues = Record<CompanyField, string | null>

/** The group of each field of a company that the ERP knows as well. */
export const GROUP_OF: Record<CompanyField, FieldGroup> = {
  name: 'name',
  tax_id: 'tax_id',
  email: 'contact_data',
  phone: 'contact_data',
  website: 'contact_data',
  language: 'language',
  street: 'address',
  postal_code: 'address',
  city: 'address',
  country: 'address',
}

/** What the contract with an ERP calls each field. */
export const CUSTOMER_FIELD_OF: Record<CompanyField, CustomerField> = {
  name: 'name',
  tax_id: 'taxId',
  email: 'email',
  phone: 'phone',
  website: 'website',
  language: 'language',
  street: 'street',
  postal_code: 'postalCode',
  city: 'city',
  country: 'country',
}

/** Where nobody has decided otherwise the ERP is the master of everything it knows. */
export const ERP_OWNS_ALL: Policies = { name: 'erp_wins', tax_id: 'erp_wins', contact_data: 'erp_wins', language: 'erp_wins', address: 'erp_wins' }

/** The policy that holds for a field. */
export function policyFor(policies: Policies, field: CompanyField): FieldPolicy {
  return policies[GROUP_OF[field]]
}

/** The fields of a company that people may change here although the ERP knows it. */
export function openFields(policies: Policies): CompanyField[] {
  return COMPANY_FIELDS.filter((field) => policyFor(policies, field) !== 'erp_wins')
}

/** The fields of a group, in the order of the form. */
export function fieldsOf(group: FieldGroup): CompanyField[] {
  return COMPANY_FIELDS.filter((field) => GROUP_OF[field] === group)
}

/** Those values of a row that both sides know; empty ones are null. */
export function companyValues(row: Record<string, unknown>): CompanyValues {
  return Object.fromEntries(COMPANY_FIELDS.map((field) => [field, (row[field] as string | null) || null])) as CompanyValues
}
