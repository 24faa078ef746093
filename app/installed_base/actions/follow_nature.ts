import { within, type Trx } from '#shared/database/transaction'
import CountItems from '#installed_base/actions/count_items'
import { freshCounts } from '#installed_base/queries/item_counts'

/** Items that a company received from us are classified as the company is. */
export default class FollowNature {
  async handle(companyId: number, nature: string, trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      const before = await freshCounts(inner, companyId)
      const changes = before.filter(({ channel }) => channel !== nature).flatMap((one) => [{ ...one, count: -one.count }, { ...one, channel: nature }])
      await inner.from('installed_items').where('ordering_company_id', companyId).update({ channel: nature })
      for (const change of changes) await new CountItems().handle([change], inner)
    })
  }
}
