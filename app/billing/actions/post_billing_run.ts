import db from '@adonisjs/lucid/services/db'
import { enqueueMany } from '#shared/outbox/enqueue'
import { within, type Trx } from '#shared/database/transaction'
import { closeSettledRun } from '#billing/actions/close_settled_run'
import { invoicesToPost } from '#billing/queries/invoices_to_post'
import { NO_ERP_CUSTOMER } from '#billing/rules/posting_refusal'

const PAGE = 200

/**
 * Hands the approved invoices of a run to the outbox, which posts each exactly once. An
 * invoice whose company the ERP does not know is refused here, with what to do.
 */
export default class PostBillingRun {
  async handle(runId: number): Promise<void> {
    for (;;) {
      const approved = await db.from('invoices').select('id').where({ billing_run_id: runId, status: 'approved' }).orderBy('id').limit(PAGE)
      if (approved.length === 0) break
      await within(undefined, (trx) => this.queue(approved.map(({ id }) => Number(id)), trx))
    }
    await within(undefined, (trx) => closeSettledRun(runId, trx))
  }

  private async queue(ids: number[], trx: Trx) {
    const ready = await trx.from('invoices').select('id').whereIn('id', ids).where('status', 'approved').forUpdate()
    const { postable, unknown } = await invoicesToPost(ready.map(({ id }) => Number(id)), trx)

    await trx.from('invoices').whereIn('id', unknown).update({
      status: 'refused',
      problem_code: NO_ERP_CUSTOMER,
      problem: 'The ERP does not know this company. Create it there, sync, and post again.',
    })
    for (const { connectionId, invoices } of postable) {
      const now = invoices.map(({ id }) => id)
      await trx.from('invoices').whereIn('id', now).update({ status: 'queued', connection_id: connectionId, problem_code: null, problem: null })
      await enqueueMany(
        'invoice',
        invoices.map(({ id, document }) => ({
          subjectType: 'invoice',
          subjectId: id,
          reference: document.reference,
          target: String(connectionId),
          payload: { ...document },
        })),
        trx
      )
    }
  }
}
