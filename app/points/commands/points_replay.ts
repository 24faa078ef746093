import { args, BaseCommand } from '@adonisjs/core/ace'
import { answerFile } from '#shared/specification/answer_file'
import { answerTo } from '#points/rules/replay_answer'
import { replayInputsFrom } from '#points/rules/replay_input'

export default class PointsReplay extends BaseCommand {
  static commandName = 'points:replay'
  static description = 'Print the ledger that the points rules make of an account’s lots and events, or of an array of accounts'
  static options = { startApp: false }
  static help = [
    'Reads JSON from FILE, or from standard input when FILE is -, and prints JSON on standard output.',
    'Ends with 0 when every account was answered and with 2 when the input is not one. docs/points/replay.md describes both.',
  ]

  @args.string({ argumentName: 'file', description: 'A file of JSON, or - for standard input' })
  declare file: string

  async run() {
    this.exitCode = await answerFile(this.file, replayInputsFrom, (inputs) => `[${inputs.map((input) => JSON.stringify(answerTo(input))).join(',\n')}]`)
  }
}
