import type { ErpEntity } from '#contracts/erp'
import { chunks } from '#shared/database/bulk'
import type { Trx } from '#shared/database/transaction'
import { knownRows } from '#mirror/queries/known_rows'
import type { KnownRow } from '#mirror/rules/page_sorting'

const KEYS_IN_A_QUESTION = 1000
const FEW = 20

/** The key that stands for each of these keys today; those without an alias are left out. */
export async function currentKeys(entity: ErpEntity, connectionId: number, keys: Iterable<string>, trx: Pick<Trx, 'knexQuery'>): Promise<Map<string, string>> {
  const current = new Map<string, string>()
  const asked = [...new Set(keys)]
  const aliases = () => trx.knexQuery().from('external_aliases').where({ connection_id: connectionId, entity })
  // hardly an ERP renumbers: a list of many keys is not worth its length where there is none
  if (asked.length > FEW && !(await aliases().first('id'))) return current

  for (const some of chunks(asked, KEYS_IN_A_QUESTION)) {
    const rows = await aliases().select('old_key', 'current_key').whereIn('old_key', some)
    for (const row of rows) current.set(row.old_key, row.current_key)
  }
  return current
}

/** What is mirrored under these keys or under what stands for them today, by the key that was asked. */
export async function resolvedRows(entity: ErpEntity, connectionId: number, keys: Iterable<string>, trx: Trx): Promise<Map<string, KnownRow>> {
  const asked = [...new Set(keys)]
  const current = await currentKeys(entity, connectionId, asked, trx)
  const rows = await knownRows(entity, connectionId, asked.map((key) => current.get(key) ?? key), trx)
  const found = asked.map((key) => [key, rows.get(current.get(key) ?? key)] as const)

  return new Map(found.filter((entry): entry is [string, KnownRow] => entry[1] !== undefined))
}
