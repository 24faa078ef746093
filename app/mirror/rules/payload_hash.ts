import { createHash } from 'node:crypto'

/**
 * A fingerprint of a record as the ERP gave it: 43 characters, the same for the same facts
 * whatever the order of their names. Two equal fingerprints mean that nothing has to be written.
 */
export function payloadHash(record: unknown): string {
  return createHash('sha256').update(canonicalJson(record)).digest('base64url')
}

/** JSON with the names of every object in alphabetical order; undefined members are left out. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`

  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))

  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`
}
