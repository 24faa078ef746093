import { readFileSync } from 'node:fs'
import { args, BaseCommand } from '@adonisjs/core/ace'
import { simulate } from '#service_contracts/rules/simulation'
import { specificationsFrom, type Specification } from '#service_contracts/rules/specification'

const STANDARD_INPUT = 0
const NOT_ANSWERED = 2

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
    const specifications = this.read()
    if (specifications === null) return

    const lines = specifications.map((specification) => JSON.stringify(simulate(specification)))
    await print(`[${lines.join(',\n')}]\n`)
  }

  /** Null, with a message and the exit code, when the input holds no specifications. */
  private read(): Specification[] | null {
    try {
      const text = readFileSync(this.file === '-' ? STANDARD_INPUT : this.file, 'utf8')
      return specificationsFrom(JSON.parse(text.replace(/^\uFEFF/, '')))
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
