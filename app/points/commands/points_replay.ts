import { readFileSync } from 'node:fs'
import { args, BaseCommand } from '@adonisjs/core/ace'
import { answerTo } from '#points/rules/replay_answer'
import type { ReplayInput } from '#points/rules/replay_events'
import { replayInputsFrom } from '#points/rules/replay_input'

const STANDARD_INPUT = 0
const NOT_ANSWERED = 2

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
    const inputs = this.read()
    if (inputs === null) return

    const lines = inputs.map((input) => JSON.stringify(answerTo(input)))
    await print(`[${lines.join(',\n')}]\n`)
  }

  /** Null, with a message and the exit code, when the input holds no account. */
  private read(): ReplayInput[] | null {
    try {
      const text = readFileSync(this.file === '-' ? STANDARD_INPUT : this.file, 'utf8')
      return replayInputsFrom(JSON.parse(text.replace(/^\uFEFF/, '')))
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
