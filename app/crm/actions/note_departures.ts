import { DateTime } from 'luxon'
import type { Row } from '#shared/records/record_type'
import { within, type Trx } from '#shared/database/transaction'
import CompanyDeparted from '#crm/events/company_departed'
import CustomerBinding from '#crm/models/customer_binding'
import { policiesOfCustomer } from '#crm/queries/field_policies'
import { companyValues, openFields } from '#crm/rules/field_groups'

/** Remembers what somebody changed of a company that the ERP knows too, and announces it. */
export default class NoteDepartures {
  async handle(row: Row, before: Row, trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      const policies = await policiesOfCustomer(row.customer_id, inner)
      if (policies === null) return
      const [held, was] = [companyValues(row), companyValues(before)]
      const changed = openFields(policies).filter((field) => held[field] !== was[field])
      if (changed.length === 0) return

      const key = { customerId: Number(row.customer_id) }
      const binding = await CustomerBinding.firstOrNew(key, { base: {}, edited: {}, written: {} }, { client: inner })
      const at = DateTime.utc().toISO()
      binding.base = { ...Object.fromEntries(changed.map((field) => [field, was[field]])), ...binding.base }
      binding.edited = { ...binding.edited, ...Object.fromEntries(changed.map((field) => [field, at])) }
      await binding.useTransaction(inner).save()
      await CompanyDeparted.dispatch([row.id], inner)
    })
  }
}
