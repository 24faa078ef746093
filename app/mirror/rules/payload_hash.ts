import { hash } from 'node:crypto'

/**
 * A fingerprint of a record as the ERP gave it: 43 characters, the same for the same facts
 * whatever the order of their names. Two equal fingerprints mean that nothing has to be written.
 */
export function payloadHash(record: unknown): string {
  return hash('sha256', canonicalJson(record), 'base64url')
}

/** JSON with the names of every object in alphabetical order; undefined members are left out. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'

  let text = ''
  if (Array.isArray(value)) {
    for (const member of value) text += `${text === '' ? '' : ','}${canonicalJson(member)}`
    return `[${text}]`
  }
  for (const name of Object.keys(value).sort()) {
    const member = (value as Record<string, unknown>)[name]
    if (member !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${canonicalJson(member)}`
  }
  return `{${text}}`
}
