import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import type { RunScope } from '#billing/rules/run_scope'
import type { CalendarDate } from '#shared/calendar/calendar_date'

/** Computes what is due to a day and proposes the invoices; posting waits for a second person. */
export default class BillingRunCommand extends BaseCommand {
  static commandName = 'billing:run'
  static description = 'Compute what is due until a day and propose the invoices for review'
  static options: CommandOptions = { startApp: true }

  @flags.string({ description: 'The day until which everything due is billed, YYYY-MM-DD', required: true })
  declare until: string

  @flags.boolean({ description: 'Show what would be proposed and write nothing' })
  declare dryRun: boolean

  @flags.boolean({ description: 'Keep what would be proposed, so that a later run can be compared with it; nothing is billed' })
  declare rehearse: boolean

  @flags.number({ description: 'Only this customer: the id of the company' })
  declare company: number

  @flags.string({ description: 'Only this site of the ERP, by its code' })
  declare site: string

  @flags.string({ description: 'Only this kind: contract_line, contract_line:maintenance, point_sale and so on' })
  declare kind: string

  @flags.number({ description: 'How many processes compute it, this one included', default: 1 })
  declare workers: number

  async run() {
    const { isCalendarDate } = await import('#shared/calendar/calendar_date')
    if (!isCalendarDate(this.until)) {
      this.logger.error(`--until must be a day that exists, written YYYY-MM-DD, not "${this.until}"`)
      this.exitCode = 2
      return
    }
    const { DomainError } = await import('#shared/errors/domain_error')
    try {
      const scope = await this.scope()
      await (this.dryRun || this.rehearse ? this.play(this.until, scope) : this.bill(this.until, scope))
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      this.logger.error(error.message)
      this.exitCode = 1
    }
  }

  private async scope(): Promise<RunScope> {
    const { namedScope } = await import('#billing/queries/named_scope')
    return namedScope({ company: this.company, site: this.site, kind: this.kind })
  }

  private async bill(until: CalendarDate, scope: RunScope) {
    const { default: StartBillingRun } = await import('#billing/actions/start_billing_run')
    const { freeShards } = await import('#billing/actions/work_shards')
    const bar = this.ui.logger
    const start = await this.app.container.make(StartBillingRun)
    const helpers: ChildProcess[] = []
    let shown = 0
    const run = await start.now(until, null, (read, total) => {
      if (read - shown >= 10_000 || (read === total && read > shown)) bar.log(`${(shown = read)} of ${total} lines`)
    }, scope, ({ id }) => helpers.push(...this.callHelpers(id, freeShards)))
    for (const helper of helpers) if (helper.exitCode === null && helper.signalCode === null) await once(helper, 'exit')
    this.table(run.id, run)
    this.logger.success(`${run.changes} changes`)
  }

  /** Other processes of this machine; one that dies leaves its part to those that live. */
  private callHelpers(runId: number, free: (runId: number, worker: string) => Promise<void>): ChildProcess[] {
    return Array.from({ length: Math.max(0, Math.min(this.workers, 8) - 1) }, () => {
      const helper = spawn(process.execPath, [...process.execArgv, process.argv[1], 'billing:help', String(runId)], { stdio: ['ignore', 'ignore', 'inherit'] })
      helper.on('exit', () => void free(runId, `helper-${helper.pid}`).catch(() => {}))
      return helper
    })
  }

  private async play(until: CalendarDate, scope: RunScope) {
    const { default: RehearseBillingRun } = await import('#billing/actions/rehearse_billing_run')
    const rehearsal = await this.app.container.make(RehearseBillingRun)
    const outcome = await rehearsal.handle(until, scope, this.rehearse ? { by: null } : null)
    this.table(null, outcome)
    for (const [currency, cents] of Object.entries(outcome.netByCurrency)) this.logger.log(`${currency} ${cents / 100}`)
    this.logger.success(`${outcome.chargesNew + outcome.chargesChanged + outcome.chargesRemoved} changes, nothing ${this.rehearse ? 'billed' : 'written'}`)
  }

  private table(id: number | null, run: { linesRead: number; chargesNew: number; chargesChanged: number; chargesRemoved: number; chargesUnchanged: number; failures: number }) {
    this.ui
      .table()
      .head(['Run', 'Lines', 'New', 'Changed', 'Removed', 'Unchanged', 'Failed'])
      .row([String(id ?? '–'), ...[run.linesRead, run.chargesNew, run.chargesChanged, run.chargesRemoved, run.chargesUnchanged, run.failures].map(String)])
      .render()
  }
}
