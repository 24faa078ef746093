import type { Trx } from '#shared/database/transaction'
import { policiesOfCustomer } from '#crm/queries/field_policies'
import { COMPANY_FIELDS, openFields } from '#crm/rules/field_groups'

/** The number and whether it is a customer are the ERP's whatever else is agreed. */
const ALWAYS = ['number', 'status'] as const

/** The fields that the ERP decides about a company; none of a prospect. */
export async function erpFieldsOf(company: Record<string, unknown> | null, trx?: Trx): Promise<string[]> {
  const policies = await policiesOfCustomer(company?.customer_id, trx)
  if (policies === null) return []
  const open = new Set<string>(openFields(policies))
  return [...ALWAYS, ...COMPANY_FIELDS.filter((field) => !open.has(field))]
}

/** Why each of these fields cannot be changed here, for the form. */
export function lockedSentences(fields: string[]): Record<string, string> {
  return Object.fromEntries(fields.map((field) => [field, 'crm.company.erp_owns']))
}
