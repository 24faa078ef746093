import { affectedRows } from '#shared/database/affected_rows'
import { within, type Trx } from '#shared/database/transaction'

const SEQUENCE = 'installed_item'

/** Takes the next codes of installed items from the locked sequence row; they may leave gaps, never repeat. */
export default class TakeItemCodes {
  async handle(count: number, trx?: Trx): Promise<string[]> {
    return within(trx, async (inner) => {
      const sequence = () => inner.knexQuery().table('number_sequences').where('name', SEQUENCE)
      if (affectedRows(await sequence().increment('last', count)) === 0) {
        await inner.knexQuery().table('number_sequences').insert({ name: SEQUENCE, last: 0 }).onConflict('name').ignore()
        await sequence().increment('last', count)
      }
      const { last } = await sequence().first('last')
      return Array.from({ length: count }, (_, at) => `IB-${String(Number(last) - count + at + 1).padStart(6, '0')}`)
    })
  }
}
