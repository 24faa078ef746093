import db from '@adonisjs/lucid/services/db'
import { upsertMany } from '#shared/database/bulk'
import type { Trx } from '#shared/database/transaction'
import type { Outcome, Plan, Verdict } from '#shared/records/imports/rules/verdict'
import type { StoredRow } from '#shared/records/imports/row_reader'

/** Rows dealt with in one transaction: short enough not to hold others up. */
export const CHUNK = 100

export interface ImportRow extends StoredRow, Plan {
  outcome: Outcome
  state: 'waiting' | 'written' | 'refused' | 'reverted' | 'kept'
  changeId: number | null
  reasons: string[]
}

export async function rowsAfter(importId: number, line: number, limit = CHUNK): Promise<ImportRow[]> {
  return (await db.from('import_rows').where('import_id', importId).where('line', '>', line).orderBy('line').limit(limit)).map(fromColumns)
}

/** Rows that the dry run wants to write and that are not written yet; locked until the transaction ends. */
export async function rowsToWrite(importId: number, trx: Trx): Promise<ImportRow[]> {
  const rows = await trx
    .from('import_rows')
    .where({ import_id: importId, state: 'waiting' })
    .whereIn('outcome', ['create', 'update'])
    .orderBy('line')
    .limit(CHUNK)
    .forUpdate()
  return rows.map(fromColumns)
}

/** Rows that were written, the last one first, so that what leans on an earlier row goes before it. */
export async function rowsToRevert(importId: number, trx: Trx): Promise<ImportRow[]> {
  const rows = await trx.from('import_rows').where({ import_id: importId, state: 'written' }).orderBy('line', 'desc').limit(CHUNK).forUpdate()
  return rows.map(fromColumns)
}

/** Rows that could not be imported or taken back, then those of which the dry run has something to say, for the page; the report holds all. */
export async function rowsWithReasons(importId: number, limit = 50): Promise<ImportRow[]> {
  const rows = await db.from('import_rows').where('import_id', importId).whereNotNull('reasons').orderByRaw("case when outcome = 'error' or state in ('refused', 'kept') then 0 when outcome = 'skip' then 2 else 1 end, line").limit(limit)
  return rows.map(fromColumns)
}

export type ImportCounts = Record<Outcome | 'written' | 'refused' | 'reverted' | 'kept', number>

export async function countRows(importId: number): Promise<ImportCounts> {
  const rows = await db.from('import_rows').where('import_id', importId).select('outcome', 'state').count('* as total').groupBy('outcome', 'state')
  const counts: ImportCounts = { create: 0, update: 0, skip: 0, error: 0, written: 0, refused: 0, reverted: 0, kept: 0 }
  for (const { outcome, state, total } of rows) {
    if (outcome in counts) counts[outcome as Outcome] += Number(total)
    if (state in counts) counts[state as 'written'] += Number(total)
  }
  return counts
}

/** Keeps what became of rows. `state` is `waiting` in the dry run. */
export async function keepVerdicts(importId: number, rows: readonly StoredRow[], verdicts: readonly Verdict[], written: boolean, trx: Trx): Promise<void> {
  const columns = verdicts.map((said, index) => ({
    id: rows[index].id,
    import_id: importId,
    line: said.line,
    // only for the insert half of the statement: the cells stay as they are
    cells: '',
    ...(written ? { state: said.outcome === 'error' ? 'refused' : 'written' } : { outcome: said.outcome }),
    record_id: said.recordId,
    record_version: written ? said.versionAfter : said.versionBefore,
    change_id: said.changeId,
    reasons: said.reasons.length > 0 ? JSON.stringify(said.reasons) : null,
  }))
  await upsertMany(trx, 'import_rows', columns, ['id'], [written ? 'state' : 'outcome', 'record_id', 'record_version', 'change_id', 'reasons'])
}

function fromColumns(row: Record<string, any>): ImportRow {
  return {
    id: Number(row.id),
    line: row.line,
    cells: JSON.parse(row.cells),
    outcome: row.outcome,
    state: row.state,
    recordId: row.record_id === null ? null : Number(row.record_id),
    version: row.record_version,
    changeId: row.change_id === null ? null : Number(row.change_id),
    reasons: row.reasons ? JSON.parse(row.reasons) : [],
  }
}
