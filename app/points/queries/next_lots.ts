import type { Trx } from '#shared/database/transaction'

/** Some lots and those in which their points go on. */
export async function withNext(lotIds: readonly number[], trx: Trx): Promise<number[]> {
  const known = new Set(lotIds)
  for (let fresh = [...lotIds]; fresh.length > 0; ) {
    const rows = await trx.from('point_lots').select('next_lot_id').whereIn('id', fresh).whereNotNull('next_lot_id')
    fresh = rows.map((row) => Number(row.next_lot_id)).filter((id) => !known.has(id))
    for (const id of fresh) known.add(id)
  }
  return [...known]
}
