import { inject } from '@adonisjs/core'
import { within } from '#shared/database/transaction'
import ComputeBillingRun from '#billing/actions/compute_billing_run'
import RunBeingComputed from '#billing/errors/run_being_computed'
import BillingRun from '#billing/models/billing_run'

/** Takes part in computing an opened run; why it could not go on is kept for the person who waits. */
@inject()
export default class ContinueBillingRun {
  constructor(protected compute: ComputeBillingRun) {}

  async handle(runId: number, token: string, worker: string): Promise<void> {
    const run = await BillingRun.find(runId)
    if (!run || run.token !== token) return

    try {
      await this.compute.handle(run, { worker })
    } catch (error) {
      if (!(error instanceof RunBeingComputed)) await this.note(runId, token, error as Error)
      throw error
    }
  }

  private async note(id: number, token: string, { message }: Error): Promise<void> {
    await within(undefined, (trx) => trx.from('billing_runs').where({ id, token }).update({ error: message.slice(0, 500) }))
  }
}
