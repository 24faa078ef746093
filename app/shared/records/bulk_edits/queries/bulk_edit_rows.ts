import db from '@adonisjs/lucid/services/db'
import type { Trx } from '#shared/database/transaction'

/** Rows dealt with in one transaction: short enough not to hold others up. */
const CHUNK = 100

export type BulkRowState = 'waiting' | 'changed' | 'unchanged' | 'refused' | 'undone' | 'kept'

export interface BulkEditRow {
  id: number
  recordId: number
  state: BulkRowState
  version: number | null
  changeId: number | null
  reasons: string[]
}

/** The next rows in a state, locked until the transaction ends. */
export async function nextRows(bulkEditId: number, state: BulkRowState, trx: Trx): Promise<BulkEditRow[]> {
  return (await trx.from('bulk_edit_rows').where({ bulk_edit_id: bulkEditId, state }).orderBy('id').limit(CHUNK).forUpdate()).map(fromColumns)
}

/** Rows that were refused or could not be undone, with their reasons. */
export async function troubledRows(bulkEditId: number, limit = 50): Promise<BulkEditRow[]> {
  return (await db.from('bulk_edit_rows').where('bulk_edit_id', bulkEditId).whereIn('state', ['refused', 'kept']).orderBy('id').limit(limit)).map(fromColumns)
}

export async function sampleOf(bulkEditId: number, limit = 10): Promise<number[]> {
  const rows = await db.from('bulk_edit_rows').where('bulk_edit_id', bulkEditId).orderBy('id').limit(limit)
  return rows.map((row) => Number(row.record_id))
}

export async function countBulkRows(bulkEditId: number): Promise<Record<BulkRowState, number>> {
  const rows = await db.from('bulk_edit_rows').where('bulk_edit_id', bulkEditId).select('state').count('* as total').groupBy('state')
  const counts: Record<BulkRowState, number> = { waiting: 0, changed: 0, unchanged: 0, refused: 0, undone: 0, kept: 0 }
  for (const { state, total } of rows) counts[state as BulkRowState] = Number(total)
  return counts
}

function fromColumns(row: Record<string, any>): BulkEditRow {
  return {
    id: Number(row.id),
    recordId: Number(row.record_id),
    state: row.state,
    version: row.record_version,
    changeId: row.change_id === null ? null : Number(row.change_id),
    reasons: row.reasons ? JSON.parse(row.reasons) : [],
  }
}
