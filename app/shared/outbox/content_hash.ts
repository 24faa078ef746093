import { createHash } from 'node:crypto'

/** A hash that is the same for the same content, whatever order the keys were written in. */
export function contentHash(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(sorted(content))).digest('hex')
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value

  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)])
  )
}
