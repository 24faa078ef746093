import { affectedRows } from '#shared/database/affected_rows'
import type { Trx } from '#shared/database/transaction'

/** Lets one transaction at a time open a run or close a month: the next waits until this one has ended. */
export async function passGate(trx: Trx): Promise<void> {
  const passed = await trx.from('billing_gates').where('id', 1).update({ passes: trx.raw('passes + 1') })
  if (affectedRows(passed) === 0) await trx.insertQuery().table('billing_gates').insert({ id: 1, passes: 1 })
}
