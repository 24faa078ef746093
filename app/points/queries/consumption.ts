import type { Trx } from '#shared/database/transaction'
import { withNext } from '#points/queries/next_lots'
import type { Move, Place } from '#points/rules/move'
import { takingsOf, type Undone } from '#points/rules/reversal'

/** A consumption of an account as a reversal needs it, or null when there is none of that key. */
export async function consumptionOf(accountId: number, key: string, trx: Trx): Promise<(Undone & { no: number; lotIds: number[] }) | null> {
  const entry = await trx.from('point_entries').where({ point_account_id: accountId, entry_key: key, kind: 'consume' }).first()
  if (!entry) return null

  const no = Number(entry.no)
  const rows = await trx.from('point_moves').where({ point_account_id: accountId, about_no: no }).orderBy('no')
  const back = await trx.from('point_entries').where({ point_account_id: accountId, about_no: no }).sum('invoiced as invoiced').first()
  const lotIds = new Set(rows.flatMap((row) => [row.point_lot_id, row.origin_lot_id]).filter(Boolean).map(Number))
  const invoiced = Number(entry.invoiced) + Number(back?.invoiced ?? 0)
  return { no, about: String(no), takings: takingsOf(rows.map(moveFrom)), invoiced, lotIds: await withNext([...lotIds], trx) }
}

/** A stored move as the rules read it. */
export function moveFrom(row: Record<string, any>): Move {
  const place = (name: string): Place => (name === 'lot' ? `lot:${row.point_lot_id}` : (name as Place))
  return {
    kind: row.kind,
    from: place(row.from_place),
    to: place(row.to_place),
    points: Number(row.points),
    about: row.about_no === null ? null : String(row.about_no),
    origin: row.origin_lot_id === null ? null : `lot:${row.origin_lot_id}`,
  }
}
