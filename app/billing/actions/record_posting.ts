import type { ErpInvoice } from '#contracts/erp'
import { now, sqlInstant } from '#shared/clock'
import type { Trx } from '#shared/database/transaction'
import InvoiceStopped from '#billing/events/invoice_stopped'
import FollowHandCredits from '#billing/actions/follow_hand_credits'
import { closeSettledRun, lockRunOf } from '#billing/actions/close_settled_run'

interface Problem {
  code: string
  sentence: string
  advice?: string
}

/** Writes on our invoice what became of it in the ERP; always inside the transaction of the outbox. */
export default class RecordPosting {
  async posted(invoiceId: number, posted: ErpInvoice, trx: Trx): Promise<void> {
    const runId = await lockRunOf(invoiceId, trx)
    await this.update(invoiceId, trx, {
      status: 'posted',
      erp_id: posted.id,
      erp_number: posted.number,
      issued_on: posted.issuedOn,
      tax_cents: posted.taxCents,
      total_cents: posted.totalCents,
      open_cents: posted.openCents,
      due_on: posted.dueDates.map(({ on }) => on).sort()[0] ?? null,
      due_dates: JSON.stringify(posted.dueDates),
      posted_at: sqlInstant(now()),
      problem_code: null,
      problem: null,
    })
    await new FollowHandCredits().afterPosting(invoiceId, trx)
    await closeSettledRun(runId, trx)
  }

  async refused(invoiceId: number, problem: Problem, trx: Trx): Promise<void> {
    await this.update(invoiceId, trx, { status: 'refused', problem_code: problem.code, problem: textOf(problem) })
    await InvoiceStopped.dispatch(invoiceId, problem.sentence, trx)
  }

  async held(invoiceId: number, problem: Problem | null, trx: Trx): Promise<void> {
    await this.update(invoiceId, trx, {
      status: 'held',
      problem_code: problem?.code ?? null,
      problem: problem && textOf(problem),
    })
    await InvoiceStopped.dispatch(invoiceId, problem?.sentence ?? '', trx)
  }

  /** A person or a look-up has set the invoice on its way again. */
  async resumed(invoiceId: number, trx: Trx): Promise<void> {
    await this.update(invoiceId, trx, { status: 'queued', problem_code: null, problem: null })
  }

  private async update(invoiceId: number, trx: Trx, values: Record<string, unknown>) {
    await trx.from('invoices').where('id', invoiceId).update({ ...values, updated_at: sqlInstant(now()) })
  }
}

function textOf({ sentence, advice }: Problem): string {
  return advice ? `${sentence} ${advice}` : sentence
}
