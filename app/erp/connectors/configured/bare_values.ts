import type { Scope } from '#erp/connectors/configured/field_path'

/** Attributes that say how a value is encoded, not what it is. */
const OF_THE_ENCODING = /^[\w.-]+:(type|nil|arrayType|root|encodingStyle)$|^(xmlns|encodingStyle)(:|$)/

/** A value of an answer without the attributes of its encoding: what was only wrapped for them is bare again. */
export function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare)
  if (value === null || typeof value !== 'object') return value

  const { attributes, ...members } = value as Scope
  const kept = Object.entries((attributes ?? {}) as Scope).filter(([name]) => !OF_THE_ENCODING.test(name))
  const found: Scope = kept.length > 0 ? { attributes: Object.fromEntries(kept) } : {}
  for (const [name, member] of Object.entries(members)) found[name] = bare(member)

  const names = Object.keys(found)
  if (names.length === 1 && names[0] === '$value') return found.$value
  return names.length === 0 ? null : found
}
