import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

/** Renews what the nightly renewal would have renewed by a day. */
export default class ContractsRenew extends BaseCommand {
  static commandName = 'contracts:renew'
  static description = 'Renew the contracts whose notice deadline has passed by a day, as the nightly job does'
  static options: CommandOptions = { startApp: true }

  @flags.string({ description: 'The day as of which deadlines have passed, YYYY-MM-DD', required: true })
  declare until: string

  async run() {
    const { isCalendarDate } = await import('#shared/calendar/calendar_date')
    if (!isCalendarDate(this.until)) {
      this.logger.error(`--until must be a day that exists, written YYYY-MM-DD, not "${this.until}"`)
      this.exitCode = 2
      return
    }
    const { default: RenewDueContracts } = await import('#service_contracts/actions/renew_due_contracts')
    const { seen, renewed, left } = await new RenewDueContracts().handle(this.until)
    this.ui.table().head(['Past their deadline', 'Terms added', 'Left alone']).row([String(seen), String(renewed), Object.entries(left).map(([reason, count]) => `${count} ${reason}`).join(', ') || '–']).render()
    this.logger.success(`${renewed} renewals`)
  }
}
