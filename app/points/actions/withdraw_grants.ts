import { latest, type CalendarDate } from '#shared/calendar/calendar_date'
import { within, type Trx } from '#shared/database/transaction'
import { PointBook } from '#points/actions/point_book'
import { pointsText } from '#points/rules/points'
import { bookWithdrawal } from '#points/rules/withdrawal'

type Row = Record<string, any>

/** A contract, or some of its lines, that ends earlier than was known when its points were given. */
export interface EarlierEnd {
  contractId: number
  /** The first day on which it no longer runs. */
  endsOn: CalendarDate
  /** Null for all of its lines. */
  lineIds: readonly number[] | null
  by: { id: number; name: string } | null
}

/**
 * Takes back points that were given for time after a contract's end, as far as they were not used. Points for time that
 * had begun stay usable; the ledger says so. Told twice, nothing changes.
 */
export default class WithdrawGrants {
  async handle(end: EarlierEnd, today: CalendarDate, trx?: Trx): Promise<void> {
    await within(trx, async (client) => {
      const account = await client.from('point_accounts').where('service_contract_id', end.contractId).first()
      if (!account) return
      const lots: Row[] = await client.from('point_lots').where({ point_account_id: account.id, source: 'contract' }).whereNull('withdrawn_on').whereNull('next_lot_id').orderBy('id')
      for (const lot of lots.filter((one) => isMeant(one, end, today))) await this.take(Number(account.id), lot, end, today, client)
    })
  }

  private async take(accountId: number, lot: Row, { endsOn, by }: EarlierEnd, today: CalendarDate, trx: Trx): Promise<void> {
    const isKept = lot.valid_from < endsOn
    const key = `withdraw ${lot.lot_key} ${endsOn}`
    const book = await PointBook.open(accountId, today, [key], [Number(lot.id)], trx)
    const lotIds = isKept ? [] : [String(lot.id)]
    const [points, left] = [Number(lot.points), Number(lot.remaining)]
    const withdrawal = { endsOn, validFrom: lot.valid_from, expiresOn: lot.expires_on, points: pointsText(points), left: pointsText(left), used: pointsText(points - left), isKept }
    book.enter({ key, kind: 'withdraw', content: { lotIds: lotIds.map(Number), endsOn }, by, explanation: { withdrawal } }, (state) => bookWithdrawal(state, lotIds))
    await book.close(trx)
  }
}

/** Lots of its lines that begin after the end, and those that had begun and hold points which last beyond it. */
function isMeant(lot: Row, { endsOn, lineIds }: EarlierEnd, today: CalendarDate): boolean {
  const lineId = Number(/^lot contract line (\d+)/.exec(lot.lot_key)?.[1] ?? 0)
  if (lineId === 0 || (lineIds !== null && !lineIds.includes(lineId))) return false
  if (lot.valid_from >= endsOn) return true
  return Number(lot.remaining) > 0 && (lot.expires_on === null || lot.expires_on > latest(endsOn, today))
}
