import { loadavg } from 'node:os'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'

/** A size from the command line, such as `--records 20000`, else from the environment (RECORDS), else the usual one. */
export function sizeOf(name: string, usual: number): number {
  const { values } = parseArgs({ options: { [name]: { type: 'string' } }, strict: false })
  return Number(values[name] ?? process.env[name.toUpperCase()] ?? usual)
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

export const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]

/** Milliseconds of each thing that is measured, round by round. */
export class Stopwatch {
  private times: Record<string, number[]> = {}
  private round = 0

  async measure(name: string, work: () => Promise<unknown>): Promise<void> {
    this.note(name, await timed(work))
  }

  note(name: string, ms: number): void {
    ;(this.times[name] ??= []).push(ms)
  }

  /** Says on standard error how the round went. */
  endRound(): void {
    const last = Object.entries(this.times).map(([name, values]) => `${name} ${Math.round(values.at(-1)!)} ms`)
    console.error(`round ${++this.round}: ${last.join(', ')}, load ${loadavg()[0].toFixed(1)}`)
  }

  medians(): Record<string, number> {
    return Object.fromEntries(Object.entries(this.times).map(([name, values]) => [name, Math.round(median(values))]))
  }

  /** The median of the quotients of the rounds: both were slowed by the same other work. */
  ratio(names: string[], floor: string): number {
    const quotients = this.times[floor].map((ms, index) => names.reduce((sum, name) => sum + this.times[name][index], 0) / ms)
    return +median(quotients).toFixed(2)
  }
}
