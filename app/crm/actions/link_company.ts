import { within, type Trx } from '#shared/database/transaction'
import UniteCompanies from '#crm/actions/unite_companies'

/** Makes a company the one that works with a customer of the ERP; another one that a sync made meanwhile is taken in. */
export default class LinkCompany {
  async handle(companyId: number, customerId: number, trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      const company = await inner.from('companies').where('id', companyId).forUpdate().first()
      if (!company || Number(company.customer_id) === customerId) return
      const other = await inner.from('companies').where('customer_id', customerId).first()
      if (other) {
        await inner.from('companies').where('id', other.id).update({ customer_id: null })
        await new UniteCompanies().handle(companyId, Number(other.id), inner)
      }
      await inner.from('companies').where('id', companyId).update({ customer_id: customerId })
    })
  }
}
