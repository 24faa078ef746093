import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { registerJob } from '#shared/queue/jobs'

interface Note extends Record<string, unknown> {
  file: string
  text: string
  holdMs?: number
  failures?: number
}

const handle = async ({ file, text, holdMs = 0, failures = 0 }: Note) => {
  const earlier = linesOf(file).filter((line) => line.startsWith(`begin ${text} `)).length
  appendFileSync(file, `begin ${text} ${process.pid}\n`)
  await sleep(holdMs)
  if (earlier < failures) throw new Error(`${text} fails on purpose`)
  appendFileSync(file, `end ${text} ${process.pid}\n`)
}

/** Writes when it begins and ends into a file that outlives the process. */
export const note = registerJob<Note>({ name: 'test.note', attempts: 3, handle })

export const noteInLane = registerJob<Note>({ name: 'test.note_in_lane', lane: 'test-lane', handle })

export const noteOnce = registerJob<Note>({ name: 'test.note_once', attempts: 1, handle })

export function linesOf(file: string): string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []
}
