import type { CalendarDate } from '#shared/calendar/calendar_date'
import { within, type Trx } from '#shared/database/transaction'
import { PointBook } from '#points/actions/point_book'
import PointsRefused from '#points/errors/points_refused'
import { bookExtension } from '#points/rules/extension'
import { pointsText } from '#points/rules/points'

type Row = Record<string, any>

/** A term of a contract whose end moved to a later day. */
export interface LaterEnd {
  contractId: number
  /** The end until which the points of the term lasted. */
  from: CalendarDate
  /** Null for no end at all. */
  until: CalendarDate | null
  by: { id: number; name: string } | null
}

/** Points that came with a term: from its lines, for tokens, or taken over. */
const WITH_TERM = ['contract', 'tokens']

/**
 * Lets the points that a contract's term brought last as long as the term does now. What was written off because nobody
 * knew yet comes back. Told twice, nothing changes: no lot ends on the old day any more.
 */
export default class ExtendGrants {
  async handle(end: LaterEnd, today: CalendarDate, trx?: Trx): Promise<void> {
    if (end.until !== null && end.until <= end.from) return
    await within(trx, async (client) => {
      const account = await client.from('point_accounts').where('service_contract_id', end.contractId).first()
      if (!account) return
      const lots: Row[] = await client
        .from('point_lots')
        .where({ point_account_id: account.id, expires_on: end.from })
        .whereIn('source', WITH_TERM)
        .whereNull('withdrawn_on')
        .whereNull('next_lot_id')
        .orderBy('id')
      if (lots.length > 0) await this.extend(Number(account.id), lots, end, today, client)
    })
  }

  private async extend(accountId: number, lots: Row[], { from, until, by }: LaterEnd, today: CalendarDate, trx: Trx): Promise<void> {
    const ids = lots.map(({ id }) => Number(id))
    const written = await trx.from('point_moves').whereIn('point_lot_id', ids).where('kind', 'expire').groupBy('point_lot_id').select('point_lot_id').sum('points as points')
    const writtenOff = new Map(written.map((row) => [Number(row.point_lot_id), Number(row.points)]))
    const going = await Promise.all(lots.map(async (lot) => ({ id: Number(lot.id), next: await freshName(lot, until, trx), writtenOff: writtenOff.get(Number(lot.id)) ?? 0 })))
    const points = lots.reduce((sum, lot) => sum + Number(lot.remaining) + (writtenOff.get(Number(lot.id)) ?? 0), 0)

    const key = `extend lot ${ids[0]} until ${until ?? 'ever'}`
    const book = await PointBook.open(accountId, today, [key], ids, trx)
    const extension = { from, until, points: pointsText(points) }
    const wanted = { key, kind: 'extend' as const, content: { lots: going.map(({ id, next }) => ({ id, next })), until }, by, explanation: { extension } }
    const entered = book.enter(wanted, (state) => bookExtension(state, going.map((one) => ({ ...one, id: String(one.id) })), until))
    if (entered.refusal) throw new PointsRefused(entered.refusal)
    await book.close(trx)
  }
}

/** `lot contract line 5 until 2027-03-01`; with a number where a lot of that name was withdrawn or went on before. */
async function freshName(lot: Row, until: CalendarDate | null, trx: Trx): Promise<string> {
  const name = `${String(lot.lot_key).replace(/ until .*$/, '')} until ${until ?? 'ever'}`
  for (let at = 1; ; at += 1) {
    const tried = at === 1 ? name : `${name} again ${at}`
    if (!(await trx.from('point_lots').where({ point_account_id: lot.point_account_id, lot_key: tried }).first())) return tried
  }
}
