import type { Actor } from '#shared/actor'
import type { Trx } from '#shared/database/transaction'
import { onlyReachable } from '#shared/records/queries/visibility'
import type { RecordType, Row } from '#shared/records/record_type'

/**
 * The records that hold one of these values in the key field, by the value in lower case.
 * Only records the person may see are found; more than one under a value is for a person to sort out.
 */
export async function matchingRecords(type: RecordType, key: string, values: readonly unknown[], actor: Actor, trx: Trx): Promise<Map<string, Row[]>> {
  const wanted = [...new Set(values.filter((value) => value !== null && value !== undefined))] as string[]
  const found = new Map<string, Row[]>()
  if (wanted.length === 0) return found

  const query = trx.from(type.table).select('*').whereIn(`${type.table}.${key}`, wanted)
  onlyReachable(query, type, actor, 'view')
  const rows: Row[] = await query
  for (const row of rows) {
    const held = matchText(row[key])
    found.set(held, [...(found.get(held) ?? []), row])
  }
  return found
}

/** Values are the same key when they differ in case only. */
export function matchText(value: unknown): string {
  return String(value ?? '').trim().toLowerCase()
}
