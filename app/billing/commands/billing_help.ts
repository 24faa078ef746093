import { args, BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

/** One more process for a run that is being computed, on this machine or another. */
export default class BillingHelp extends BaseCommand {
  static commandName = 'billing:help'
  static description = 'Take part in computing a run that is being computed'
  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'The number of the run' })
  declare runId: string

  async run() {
    const { default: ContinueBillingRun } = await import('#billing/actions/continue_billing_run')
    const { default: BillingRun } = await import('#billing/models/billing_run')
    const run = await BillingRun.find(Number(this.runId))
    if (!run?.token) return this.logger.info('Nothing is being computed')
    const work = await this.app.container.make(ContinueBillingRun)
    await work.handle(run.id, run.token, `helper-${process.pid}`)
  }
}
