import { within } from '#shared/database/transaction'
import BillingRun from '#billing/models/billing_run'

/** Gives up an open run: nothing of it was billed, its charges are free for the next one, and what is held stays held. */
export default class DiscardRun {
  async handle(runId: number): Promise<BillingRun> {
    return within(undefined, async (trx) => {
      const run = await BillingRun.query({ client: trx }).where('id', runId).forUpdate().firstOrFail()
      run.moveTo('discarded')
      // first, so that nobody who still computes it writes anything more
      await trx.from('billing_shards').where('billing_run_id', runId).delete()
      const charges = () => trx.from('charges').where('billing_run_id', runId).whereIn('state', ['proposed', 'excluded', 'held'])
      await trx.from('invoice_lines').whereIn('invoice_id', trx.from('invoices').select('id').where({ billing_run_id: runId, status: 'proposed' })).delete()
      await trx.from('invoices').where({ billing_run_id: runId, status: 'proposed' }).delete()
      await charges().delete()
      return run.merge({ token: null, error: null }).save()
    })
  }
}
