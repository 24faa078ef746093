import { within, type Trx } from '#shared/database/transaction'

/** Items that a company received from us are classified as the company is. */
export default class FollowNature {
  async handle(companyId: number, nature: string, trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      await inner.from('installed_items').where('ordering_company_id', companyId).update({ channel: nature })
    })
  }
}
