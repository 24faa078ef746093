import { parentPort } from 'node:worker_threads'
import jsonata from 'jsonata'

/** One expression over one part of a record. */
export interface ExpressionTask {
  source: string
  input: unknown
  bindings: Record<string, unknown>
}

/** The value as JSON text, or why there is none. */
export type ExpressionReply = { json: string | null } | { fault: string }

const LONGEST_REPLY = 1_000_000
const MOST_ITEMS = 100_000
const known = new Map<string, jsonata.Expression>()

// One message for each record, so that whoever waits knows at which record this thread is.
parentPort!.on('message', async (records: ExpressionTask[][]) => {
  for (const tasks of records) {
    const replies: ExpressionReply[] = []
    for (const task of tasks) replies.push(await evaluated(task))
    parentPort!.postMessage(replies)
  }
})
parentPort!.postMessage('ready')

async function evaluated({ source, input, bindings }: ExpressionTask): Promise<ExpressionReply> {
  try {
    const value: unknown = await compiled(source).evaluate(input, bindings)
    if (isFunction(value)) return { fault: 'it gives a function, not a value' }
    const json = value === undefined ? null : JSON.stringify(value)
    return json !== null && json.length > LONGEST_REPLY ? { fault: 'it gives more than a million characters' } : { json }
  } catch (error) {
    return { fault: (error as Error).message }
  }
}

function compiled(source: string): jsonata.Expression {
  const found = known.get(source)
  if (found) return found
  const fresh = jsonata(source, { sequence: MOST_ITEMS })
  if (known.size > 1000) known.clear()
  known.set(source, fresh)

  return fresh
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function' || (value !== null && typeof value === 'object' && '_jsonata_lambda' in value)
}
