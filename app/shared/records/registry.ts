import type { RecordType } from '#shared/records/record_type'

const types = new Map<string, RecordType>()

/** Makes a record type known to lists, search, import, API and the permission matrix. */
export function registerRecordType(type: RecordType): void {
  if (types.has(type.name)) throw new Error(`The record type ${type.name} is declared twice`)
  types.set(type.name, type)
}

/** @throws {Error} when no such type was registered */
export function recordType(name: string): RecordType {
  const type = types.get(name)
  if (!type) throw new Error(`There is no record type ${name}`)
  return type
}

export function allRecordTypes(): RecordType[] {
  return [...types.values()]
}
