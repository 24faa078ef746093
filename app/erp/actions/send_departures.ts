import { randomBytes } from 'node:crypto'
import { within, type Trx } from '#shared/database/transaction'
import { enqueue } from '#shared/outbox/enqueue'
import { shortReference } from '#shared/outbox/short_reference'
import { CUSTOMER_CHANGE } from '#erp/outbox/customer_delivery'

/** Puts one message into the outbox for each company that has to be told to its ERP; one that waits unsent is enough. */
export default class SendDepartures {
  async handle(companyIds: number[], trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      const companies = await inner
        .from('companies')
        .join('customers', 'customers.id', 'companies.customer_id')
        .whereIn('companies.id', companyIds)
        .select('companies.id', 'companies.name', 'customers.connection_id', 'customers.external_id')
      for (const company of companies) {
        const subject = { kind: CUSTOMER_CHANGE, subject_type: 'company', subject_id: company.id }
        if (await inner.from('outbox_messages').where({ ...subject, state: 'pending' }).forUpdate().first()) continue
        await enqueue(
          CUSTOMER_CHANGE,
          {
            subjectType: 'company',
            subjectId: Number(company.id),
            target: String(company.connection_id),
            reference: shortReference('CHG', randomBytes(8)),
            payload: { name: company.name, externalId: company.external_id },
          },
          inner
        )
      }
    })
  }
}
