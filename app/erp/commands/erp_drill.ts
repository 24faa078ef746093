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

  @flags.boolean({ description: 'Also in production' })
  declare yes: boolean

  @flags.boolean({ description: 'Print the figures as JSON' })
  declare json: boolean

  async run() {
    if (this.app.inProduction && !this.yes) return this.refuse('This fills the sandbox for a while; say --yes to do so in production')
    if (!Number.isInteger(this.postings) || this.postings < 1) return this.refuse('--postings takes a whole number from 1')
    if (!(this.lost >= 0 && this.lost < 100)) return this.refuse('--lost takes a number from 0 to below 100')

    const { default: RunDrill } = await import('#erp/actions/run_drill')
    const onProgress = (done: number) => {
      if (!this.json && process.stderr.isTTY) process.stderr.write(`\r${done} of ${this.postings} posted\x1b[K`)
    }
    const report = await new RunDrill().handle({ postings: this.postings, lostPercent: this.lost, onProgress })
    const { duplicates, missing, stopped, unknown, seconds } = report
    if (duplicates + missing + stopped > 0) this.exitCode = 1
    if (this.json) return void process.stdout.write(`${JSON.stringify(report)}\n`)

    if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
    const rate = (this.postings / seconds).toFixed(0)
    this.logger.info(`${this.postings} postings in ${seconds.toFixed(1)} s (${rate} a second), ${unknown} with an unknown outcome on the way`)
    this.logger.info(`${duplicates} duplicates, ${missing} missing, ${stopped} stopped`)
  }

  private refuse(sentence: string) {
    this.exitCode = 1
    this.logger.error(sentence)
  }
}
