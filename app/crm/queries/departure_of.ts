import db from '@adonisjs/lucid/services/db'
import CustomerBinding from '#crm/models/customer_binding'
import { policiesOfCustomer } from '#crm/queries/field_policies'
import { companyValues, type CompanyValues, type Policies } from '#crm/rules/field_groups'
import type { BindingFacts } from '#crm/rules/field_merge'

/** What has to be known to tell the ERP of a company's changes. */
export interface Departure {
  customerId: number
  externalId: string
  connectionId: number
  policies: Policies
  ours: CompanyValues
  binding: BindingFacts | null
}

/** How a company stands to the ERP now; null when it has departed nowhere, or is no customer. */
export async function departureOf(companyId: number): Promise<Departure | null> {
  const company = await db.from('companies').where('id', companyId).first()
  const customer = company?.customer_id ? await db.from('customers').where('id', company.customer_id).first() : null
  if (!customer) return null
  const binding = await CustomerBinding.findBy('customerId', customer.id)
  if (!binding) return null

  return {
    customerId: Number(customer.id),
    externalId: customer.external_id,
    connectionId: Number(customer.connection_id),
    policies: (await policiesOfCustomer(customer.id))!,
    ours: companyValues(company),
    binding,
  }
}
