import db from '@adonisjs/lucid/services/db'
import { now, sqlInstant } from '#shared/clock'
import { deliveriesWithoutCompany } from '#installed_base/queries/unfollowed_deliveries'
import InstalledBaseReplay from '#installed_base/models/installed_base_replay'

const SHOWN = 100
const LATE_AFTER_HOURS = 48

/** Everything in the installed base that waits for a document, or for a person to decide. */
export async function waitingList() {
  const late = sqlInstant(now().minus({ hours: LATE_AFTER_HOURS }))
  const events = await db
    .from('installed_item_events')
    .join('products', 'products.id', 'installed_item_events.product_id')
    .join('companies', 'companies.id', 'installed_item_events.company_id')
    .select('installed_item_events.*', 'products.name as product_name', 'companies.name as company_name')
    .select(db.raw('case when installed_item_events.waiting_since < ? then 1 else 0 end as is_late', [late]))
    .whereNotNull('waiting_for')
    .orderBy('waiting_since')
    .limit(SHOWN)

  return {
    events,
    items: await db.from('installed_items').whereNotNull('review_reason').orderBy('id').limit(SHOWN),
    deliveries: await deliveriesWithoutCompany(db.connection(), SHOWN),
    replay: await InstalledBaseReplay.query().orderBy('id', 'desc').first(),
  }
}
