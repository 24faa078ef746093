import { chunks } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import type { ItemCount } from '#installed_base/rules/item_counts'

const COUNTS_IN_A_STATEMENT = 400

/** Adds to the counts of the breakdown what has changed; the counts that result are those of a fresh count. */
export default class CountItems {
  async handle(changes: readonly ItemCount[], trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      const added = inner.dialect.name === 'mysql' ? 'item_count + values(item_count)' : 'installed_item_counts.item_count + excluded.item_count'
      for (const part of chunks(changes, COUNTS_IN_A_STATEMENT)) {
        const rows = part.map(({ companyId, siteId, channel, count }) => ({ company_id: companyId, site_id: siteId, channel, item_count: count }))
        const insert = inner.knexQuery().table('installed_item_counts').insert(rows).onConflict(['company_id', 'site_id', 'channel'])
        await insert.merge({ item_count: inner.knexRawQuery(added) })
      }
    })
  }
}
