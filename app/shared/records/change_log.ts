import db from '@adonisjs/lucid/services/db'
import { insertMany } from '#shared/database/bulk'
import { now, sqlInstant } from '#shared/clock'
import type { Trx } from '#shared/database/transaction'
import type { Values } from '#shared/records/record_type'

export type ChangeKind = 'created' | 'changed' | 'deleted'
export type ChangeSource = 'screen' | 'api' | 'import' | 'bulk' | 'sync' | 'house'

/** Who made a change and by which way; the house itself has no user. */
export interface Author {
  source: ChangeSource
  id: number | null
  name: string | null
}

export const HOUSE: Author = { source: 'house', id: null, name: null }
export const SYNC: Author = { source: 'sync', id: null, name: null }

export interface Change {
  recordType: string
  recordId: number
  kind: ChangeKind
  /** For each changed field the value before and the value after. */
  changes: Record<string, [unknown, unknown]>
}

/** What differs between two versions of a record; bookkeeping columns do not count. */
export function differences(before: Values, after: Values): Record<string, [unknown, unknown]> {
  const silent = new Set(['updated_at', 'created_at', 'version'])
  const changed = Object.keys(after).filter((name) => !silent.has(name) && !same(before[name], after[name]))
  return Object.fromEntries(changed.map((name) => [name, [before[name] ?? null, after[name] ?? null]]))
}

function same(a: unknown, b: unknown): boolean {
  const plain = (value: unknown) => (value === undefined || value === null ? '' : value === true ? '1' : value === false ? '0' : String(value))
  return plain(a) === plain(b)
}

/** Hears of changes in the transaction that makes them: writes rows through `trx` and calls no network. */
type ChangeFollower = (entries: readonly Change[], trx: Trx) => Promise<void>

const followers = new Map<string, ChangeFollower>()

/** Adds who hears of every change that enters the history; a name registered again replaces the earlier one. */
export function onLogged(name: string, follower: ChangeFollower): void {
  followers.set(name, follower)
}

/** Writes history entries in the transaction that made the changes. */
export async function logChanges(entries: readonly Change[], author: Author, trx: Trx): Promise<void> {
  const at = sqlInstant(now())
  await insertMany(
    trx,
    'record_changes',
    entries.map((entry) => ({
      record_type: entry.recordType,
      record_id: entry.recordId,
      kind: entry.kind,
      source: author.source,
      user_id: author.id,
      user_name: author.name,
      changes: JSON.stringify(entry.changes),
      changed_at: at,
    }))
  )
  for (const follow of followers.values()) await follow(entries, trx)
}

export interface LoggedChange extends Change {
  id: number
  source: ChangeSource
  userName: string | null
  changedAt: string
}

/** The newest entries of a record's history, newest first. */
export async function historyOf(recordType: string, recordId: number, limit = 50): Promise<LoggedChange[]> {
  const rows = await db
    .from('record_changes')
    .where({ record_type: recordType, record_id: recordId })
    .orderBy('id', 'desc')
    .limit(limit)

  return rows.map((row) => ({
    id: Number(row.id),
    recordType,
    recordId,
    kind: row.kind,
    source: row.source,
    userName: row.user_name,
    changedAt: row.changed_at,
    changes: JSON.parse(row.changes),
  }))
}
