import { args, BaseCommand } from '@adonisjs/core/ace'
import { answerFile } from '#shared/specification/answer_file'
import { coverageCaseFrom } from '#service_contracts/rules/coverage/case_reader'
import type { CoverageCase } from '#service_contracts/rules/coverage/coverage_case'
import { decide } from '#service_contracts/rules/coverage/decide'

export default class CoverageDecide extends BaseCommand {
  static commandName = 'coverage:decide'
  static description = 'Print what is covered, by which contract and why, for a case or an array of them'
  static options = { startApp: false }
  static help = [
    'Reads JSON from FILE, or from standard input when FILE is -, and prints JSON on standard output: a decision',
    'for a case, an array for an array. Ends with 2, and a sentence naming the field, when the input is not a case.',
  ]

  @args.string({ argumentName: 'file', description: 'A file of JSON, or - for standard input' })
  declare file: string

  async run() {
    this.exitCode = await answerFile(this.file, casesFrom, (cases) => JSON.stringify(Array.isArray(cases) ? cases.map(decide) : decide(cases), null, 2))
  }
}

function casesFrom(input: unknown): CoverageCase | CoverageCase[] {
  return Array.isArray(input) ? input.map((entry, index) => coverageCaseFrom(entry, `[${index}]`)) : coverageCaseFrom(input)
}
