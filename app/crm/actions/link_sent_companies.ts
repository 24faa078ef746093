import { within, type Trx } from '#shared/database/transaction'
import type { CustomerRow } from '#crm/rules/company_facts'

/** Knows customers that carry a reference of ours again as the companies that were sent under it. */
export default class LinkSentCompanies {
  async handle(customers: Pick<CustomerRow, 'id' | 'reference'>[], trx?: Trx): Promise<void> {
    const sent = customers.filter(({ reference }) => reference)
    if (sent.length === 0) return

    await within(trx, async (inner) => {
      const waiting = await inner
        .from('companies')
        .select('id', 'erp_reference')
        .whereIn('erp_reference', sent.map(({ reference }) => reference!))
        .whereNull('customer_id')
      for (const company of waiting) {
        const customer = sent.find(({ reference }) => reference === company.erp_reference)!
        const isTaken = await inner.from('companies').where('customer_id', customer.id).first()
        if (!isTaken) await inner.from('companies').where('id', company.id).update({ customer_id: customer.id })
      }
    })
  }
}
