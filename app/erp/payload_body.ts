import { deflate, inflate } from 'node:zlib'
import { promisify } from 'node:util'

/** Compressing has to cost a sync as little as it can; the text of records shrinks well at the fastest level too. */
const LEVEL = 1

const deflated = promisify(deflate)
const inflated = promisify(inflate)

/** A page as it is kept: JSON, compressed outside the main thread. */
export function packed(page: unknown): Promise<Buffer> {
  return deflated(JSON.stringify(page), { level: LEVEL }) as Promise<Buffer>
}

/** What `packed` was given. */
export async function unpacked<T>(body: Uint8Array): Promise<T> {
  return JSON.parse((await inflated(body)).toString('utf8')) as T
}
