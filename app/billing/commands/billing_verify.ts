import { args, BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

const BROKEN = 1
const NOT_VERIFIABLE = 2

/** Compares an approved run with its certificate, line by line, and checks its invariants anew. */
export default class BillingVerify extends BaseCommand {
  static commandName = 'billing:verify'
  static description = 'Verify an approved billing run against its certificate'
  static options: CommandOptions = { startApp: true }
  static help = ['Ends with 0 when everything stands as it was approved, with 1 when something differs, and with 2 when the run has no certificate.']

  @args.string({ argumentName: 'run', description: 'The number of the run' })
  declare runNumber: string

  async run() {
    const { default: BillingRun } = await import('#billing/models/billing_run')
    const { runVerification } = await import('#billing/queries/run_verification')
    const found = await BillingRun.find(Number(this.runNumber))
    const verification = found && (await runVerification(found))
    if (!verification) {
      this.logger.error(found ? `Run ${found.id} is ${found.status} and has no certificate` : `There is no run ${this.runNumber}`)
      this.exitCode = NOT_VERIFIABLE
      return
    }

    const { certificate, differences, checks, holds } = verification
    const table = this.ui.table().head(['Certificate', certificate.number])
    for (const part of ['rulesVersion', 'inputHash', 'lineHash', 'lineCount', 'totals'] as const) {
      table.row([part, differences.includes(part) ? `differs, now ${JSON.stringify(verification.found[part])}` : 'as approved'])
    }
    for (const { check, offenders } of checks) table.row([check, offenders.length > 0 ? `does not hold for ${offenders.join(', ')}` : 'holds'])
    table.render()
    if (holds) return void this.logger.success(`Run ${found.id} stands as it was approved: ${certificate.lineCount} lines`)
    this.logger.error(`Run ${found.id} is no longer as it was approved`)
    this.exitCode = BROKEN
  }
}
