import type { Trx } from '#shared/database/transaction'

/**
 * The next number of a series such as `F2026-`, without gaps: the counter's row stays locked
 * until the transaction ends, so a number that is not used is given out again.
 */
export async function nextNumber(trx: Trx, series: string, width = 5): Promise<string> {
  const more = { last: trx.knexRawQuery('sandbox_counters.last + 1') }
  await trx.knexQuery().table('sandbox_counters').insert({ name: series, last: 1 }).onConflict('name').merge(more)
  const { last } = await trx.from('sandbox_counters').where('name', series).firstOrFail()

  return series + String(last).padStart(width, '0')
}
