import { DateTime } from 'luxon'
import type { ErpCustomer } from '#contracts/erp'
import { within, type Trx } from '#shared/database/transaction'
import AgreeOnWritten from '#crm/actions/agree_on_written'
import LinkCompany from '#crm/actions/link_company'
import { CUSTOMER_FIELD_OF, type CompanyValues } from '#crm/rules/field_groups'
import MirrorRecords, { type MirroredRow } from '#mirror/actions/mirror_records'
import { knownRows } from '#mirror/queries/known_rows'
import KeepPayload from '#erp/actions/keep_payload'
import { announce } from '#erp/followers'
import { customerValues } from '#erp/rules/customer_values'

/**
 * Keeps the record with which the ERP answered a creation or a change, at once and in the
 * transaction that records the answer: its key is known before anything else can fail, and read
 * again later it is nothing new.
 */
export default class AbsorbCustomer {
  async handle(connectionId: number, customer: ErpCustomer, companyId: number, written: Partial<CompanyValues> = {}, trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      const at = DateTime.utc()
      await new KeepPayload().handle(connectionId, 'customer', { records: [customer], unreadable: [] }, at, inner)
      await new MirrorRecords().handle('customer', connectionId, [customer], at, inner)
      const row = (await knownRows('customer', connectionId, [customer.id], inner)).get(customer.id)
      if (!row) return

      await new LinkCompany().handle(companyId, row.id, inner)
      const theirs = customerValues(customer)
      const spelled = Object.fromEntries(Object.entries(CUSTOMER_FIELD_OF).map(([name, field]) => [name, theirs[field]]))
      await new AgreeOnWritten().handle(row.id, written, spelled as CompanyValues, inner)
      const told: MirroredRow = { id: row.id, externalId: customer.id, change: 'changed' }
      await announce('customer', [told], inner, connectionId)
    })
  }
}
