import { args, BaseCommand } from '@adonisjs/core/ace'
import { answerFile } from '#shared/specification/answer_file'
import { simulate } from '#service_contracts/rules/simulation'
import { specificationsFrom } from '#service_contracts/rules/specification'

export default class BillingSimulate extends BaseCommand {
  static commandName = 'billing:simulate'
  static description = 'Print what the billing rules would bill for a specification, or for an array of them'
  static options = { startApp: false }
  static help = [
    'Reads JSON from FILE, or from standard input when FILE is -, and prints JSON on standard output.',
    'Ends with 0 when every specification was answered and with 2 when the input is not a specification.',
  ]

  @args.string({ argumentName: 'file', description: 'A file of JSON, or - for standard input' })
  declare file: string

  async run() {
    this.exitCode = await answerFile(this.file, specificationsFrom, (specifications) => `[${specifications.map((one) => JSON.stringify(simulate(one))).join(',\n')}]`)
  }
}
