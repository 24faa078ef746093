import { isDuplicate } from '#shared/database/violations'
import type { Trx } from '#shared/database/transaction'

/**
 * The next `count` numbers of a series, without gap or duplicate: the series' row stays
 * locked until the transaction ends, and a rollback gives the numbers back.
 *
 * @returns the first of them
 */
export async function takeNumbers(series: string, count: number, trx: Trx): Promise<number> {
  const row = await trx.from('number_sequences').where('name', series).forUpdate().first()
  if (row) {
    await trx.from('number_sequences').where('name', series).update({ last: Number(row.last) + count })
    return Number(row.last) + 1
  }
  try {
    await trx.insertQuery().table('number_sequences').insert({ name: series, last: count })
    return 1
  } catch (error) {
    if (isDuplicate(error)) return takeNumbers(series, count, trx)
    throw error
  }
}

/** A number as people read it: `numbered('C-', 42)` is `C-000042`. */
export function numbered(prefix: string, number: number): string {
  return `${prefix}${String(number).padStart(6, '0')}`
}
