import { readFileSync } from 'node:fs'
import { args, BaseCommand } from '@adonisjs/core/ace'
import { coverageCaseFrom } from '#service_contracts/rules/coverage/case_reader'
import type { CoverageCase } from '#service_contracts/rules/coverage/coverage_case'
import { decide } from '#service_contracts/rules/coverage/decide'

const STANDARD_INPUT = 0
const NOT_ANSWERED = 2

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
    const cases = this.read()
    if (cases === null) return
    const decisions = Array.isArray(cases) ? cases.map(decide) : decide(cases)
    await print(`${JSON.stringify(decisions, null, 2)}\n`)
  }

  /** Null, with a message and the exit code, when the input holds no case. */
  private read(): CoverageCase | CoverageCase[] | null {
    try {
      const input = JSON.parse(readFileSync(this.file === '-' ? STANDARD_INPUT : this.file, 'utf8').replace(/^\uFEFF/, ''))
      return Array.isArray(input) ? input.map((entry, index) => coverageCaseFrom(entry, `[${index}]`)) : coverageCaseFrom(input)
    } catch (error) {
      process.stderr.write(`${(error as Error).message}\n`)
      this.exitCode = NOT_ANSWERED
      return null
    }
  }
}

/** Waits until everything is written: the command ends the process, a pipe may still be full. */
function print(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(text, () => resolve()))
}
