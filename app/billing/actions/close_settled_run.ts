import type { Trx } from '#shared/database/transaction'
import BillingRun from '#billing/models/billing_run'

/**
 * Locks the run of an invoice. Taken before the invoice is written, so that of two invoices
 * settled at the same moment the later one sees the earlier and closes the run.
 */
export async function lockRunOf(invoiceId: number, trx: Trx): Promise<number> {
  const { billing_run_id: id } = await trx.from('invoices').select('billing_run_id').where('id', invoiceId).firstOrFail()
  await trx.from('billing_runs').select('id').where('id', id).forUpdate().first()
  return Number(id)
}

/** A run whose last invoice was posted or withdrawn is done. */
export async function closeSettledRun(runId: number, trx: Trx): Promise<void> {
  const open = trx.from('invoices').select('id').where('billing_run_id', runId)
  // a locking read sees what others have committed since this transaction began
  if (await open.whereNotIn('status', ['posted', 'withdrawn']).forUpdate().first()) return

  const run = await BillingRun.query({ client: trx }).where('id', runId).forUpdate().firstOrFail()
  if (run.status === 'posting') await run.moveTo('done').save()
}
