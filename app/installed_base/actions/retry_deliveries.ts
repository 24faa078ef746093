import db from '@adonisjs/lucid/services/db'
import FollowDeliveries from '#installed_base/actions/follow_deliveries'
import { unfollowedDeliveries } from '#installed_base/queries/unfollowed_deliveries'

const DELIVERIES_AT_A_TIME = 200

/** Follows deliveries that had to wait until their customer became a company here. */
export default class RetryDeliveries {
  async handle(): Promise<number> {
    let followed = 0
    for (let after = 0; ; ) {
      const rows: { id: number }[] = await unfollowedDeliveries(db.connection())
        .select('deliveries.id')
        .join('companies', 'companies.customer_id', 'deliveries.customer_id')
        .where('deliveries.id', '>', after)
        .limit(DELIVERIES_AT_A_TIME)
      if (rows.length === 0) return followed

      await new FollowDeliveries().handle(rows.map(({ id }) => Number(id)))
      after = Number(rows.at(-1)!.id)
      followed += rows.length
    }
  }
}
