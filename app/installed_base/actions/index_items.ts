import { chunks } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import { writeTokens } from '#shared/search/write_tokens'

const IDS_IN_A_QUESTION = 400

/** Lets the search find items by code, serial number and lot, and by the serial numbers they once had. */
export default class IndexItems {
  async handle(itemIds: readonly number[], trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      for (const ids of chunks([...itemIds], IDS_IN_A_QUESTION)) {
        const rows = await inner.from('installed_items').whereIn('id', ids)
        const aliases = Map.groupBy(await inner.from('installed_item_aliases').whereIn('item_id', ids), ({ item_id: id }) => Number(id))
        const records = rows.map(({ id, code, serial, lot }) => {
          const former = (aliases.get(Number(id)) ?? []).map((alias) => alias.serial as string)
          return { id: Number(id), texts: [code, serial, lot, ...former] as (string | null)[] }
        })
        await writeTokens('installed_item', records, inner)
      }
    })
  }
}
