import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class ErpDrill extends BaseCommand {
  static commandName = 'erp:drill'
  static description = 'Post invoices to the sandbox over a bad line and prove that none is lost and none doubled'
  static options: CommandOptions = { startApp: true }

  @flags.number({ description: 'Invoices to post', default: 10_000 })
  declare postings: number

  @flags.number({ description: 'Postings in a hundred whose reply is lost, late or dropped', default: 5 })
  declare lost: number

  @flags.string({ description: 'Name or number of a connection to post to instead of the sandbox, over a line that is cut' })
  declare connection: string

  @flags.number({ description: 'With --connection: exchanges in a hundred that are cut', default: 10 })
  declare cut: number

  @flags.string({ description: 'With --connection: its name once more, since what is posted stays in that ERP' })
  declare confirm: string

  @flags.boolean({ description: 'Also in production' })
  declare yes: boolean

  @flags.boolean({ description: 'Print the figures as JSON' })
  declare json: boolean

  async run() {
    if (this.app.inProduction && !this.yes) return this.refuse('This fills the sandbox for a while; say --yes to do so in production')
    if (!Number.isInteger(this.postings) || this.postings < 1) return this.refuse('--postings takes a whole number from 1')
    if (!(this.cut >= 0 && this.cut < 100)) return this.refuse('--cut takes a number from 0 to below 100')
    if (!(this.lost >= 0 && this.lost < 100)) return this.refuse('--lost takes a number from 0 to below 100')

    if (this.connection) return this.overTheLine()

    const { default: RunDrill } = await import('#erp/actions/run_drill')
    const onProgress = (done: number) => this.tell(done)
    const report = await new RunDrill().handle({ postings: this.postings, lostPercent: this.lost, onProgress })
    const { duplicates, missing, stopped, unknown, seconds } = report
    if (duplicates + missing + stopped > 0) this.exitCode = 1
    if (this.json) return void process.stdout.write(`${JSON.stringify(report)}\n`)

    if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
    const rate = (this.postings / seconds).toFixed(0)
    this.logger.info(`${this.postings} postings in ${seconds.toFixed(1)} s (${rate} a second), ${unknown} with an unknown outcome on the way`)
    this.logger.info(`${duplicates} duplicates, ${missing} missing, ${stopped} stopped`)
  }

  private async overTheLine() {
    const { default: RunLineDrill } = await import('#erp/actions/run_line_drill')
    const { default: DrillRefused } = await import('#erp/errors/drill_refused')
    const { connection, confirm: confirmation, postings, cut: cutPercent } = this
    const order = { connection, confirmation, postings, cutPercent, onProgress: (done: number) => this.tell(done) }
    const report = await new RunLineDrill().handle(order).catch((error) => {
      if (error instanceof DrillRefused) return this.refuse(error.message)
      throw error
    })
    if (!report) return
    const { duplicates, missing, stopped, drafts, unknown, seconds, exchanges, cuts, prefix, netCents } = report
    if (duplicates + missing + stopped + drafts > 0) this.exitCode = 1
    if (this.json) return void process.stdout.write(`${JSON.stringify(report)}\n`)

    const cutCount = Object.values(cuts).reduce((sum, count) => sum + count, 0)
    this.logger.info(`${postings} postings in ${seconds.toFixed(1)} s, ${cutCount} of ${exchanges} exchanges cut (${JSON.stringify(cuts)}), ${unknown} with an unknown outcome on the way`)
    this.logger.info(`${duplicates} duplicates, ${missing} missing, ${drafts} drafts left, ${stopped} stopped`)
    this.logger.info(`What was posted stays in the ERP under ${prefix}… and adds up to ${netCents}`)
  }

  private tell(done: number) {
    if (!this.json && process.stderr.isTTY) process.stderr.write(`\r${done} of ${this.postings} posted\x1b[K`)
  }

  private refuse(sentence: string) {
    this.exitCode = 1
    this.logger.error(sentence)
  }
}
