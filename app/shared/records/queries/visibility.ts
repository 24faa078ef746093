import { errors } from '@adonisjs/lucid'
import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import type { Actor } from '#shared/actor'
import type { RecordType, Row } from '#shared/records/record_type'
import { findRow } from '#shared/records/rows'

/** Narrows a query to the records that a person's permission for `action` reaches. */
export function onlyReachable(
  query: DatabaseQueryBuilderContract,
  type: RecordType,
  actor: Actor,
  action: string
): void {
  const reach = actor.reach(type.name, action)
  if (reach === 'all') return
  if (reach === 'none' || !type.owner) return void query.whereRaw('1 = 0')

  const { user, group } = type.owner
  query.where((mine) => {
    mine.where(`${type.table}.${user}`, actor.id)
    if (reach === 'team' && group) mine.orWhereIn(`${type.table}.${group}`, actor.groupIds)
  })
}

/** Whether a person's permission for `action` reaches this record. */
export function reaches(type: RecordType, row: Row, actor: Actor, action: string): boolean {
  const reach = actor.reach(type.name, action)
  if (reach === 'all' || reach === 'none' || !type.owner) return reach === 'all'

  const { user, group } = type.owner
  const inTeam = reach === 'team' && group !== undefined && actor.groupIds.includes(row[group] as number)
  return row[user] === actor.id || inTeam
}

/**
 * One record that a person's permission for `action` reaches; another does not exist for them.
 *
 * @throws E_ROW_NOT_FOUND, which people see as a 404
 */
export async function reachableRow(type: RecordType, id: number, actor: Actor, action: string): Promise<Row> {
  const row = await findRow(type, id)
  if (!reaches(type, row, actor, action)) throw new errors.E_ROW_NOT_FOUND()
  return row
}
