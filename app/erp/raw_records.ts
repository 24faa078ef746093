const raws = new WeakMap<object, unknown>()

/** Remembers what the ERP gave for a record, as long as the record itself is there. */
export function withRaw<T extends object>(record: T, raw: unknown): T {
  raws.set(record, raw)
  return record
}

/** What the ERP gave for a record, or undefined when nobody remembers. */
export function rawOf(record: unknown): unknown {
  return typeof record === 'object' && record !== null ? raws.get(record) : undefined
}
