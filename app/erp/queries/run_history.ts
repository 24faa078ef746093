import db from '@adonisjs/lucid/services/db'
import type { ErpEntity } from '#contracts/erp'
import type { SyncMode } from '#erp/models/sync_cursor'
import type { SyncPartState } from '#erp/models/sync_run_entity'
import { isUnusual } from '#erp/rules/unusual_count'

export interface PastPart {
  runId: number
  entity: ErpEntity
  mode: SyncMode
  state: SyncPartState
  startedAt: string
  read: number
  created: number
  changed: number
  unchanged: number
  waiting: number
  failed: number
  gone: number
  /** Compared with the runs of the same kind before it. */
  isUnusual: boolean
  /** The bar of its count among the runs of the same kind, for drawing. */
  bar: { x: number; y: number; height: number }
}

export const RUNS_COMPARED = 30
const BAR_HEIGHT = 20
const BAR_DISTANCE = 3

/** How far back runs are looked for, so that a quiet entity costs no more than a busy one. */
const RUNS_LOOKED_AT = 120

/** What the last runs did to each entity of a connection, the oldest first. */
export async function runHistory(connectionId: number): Promise<Map<ErpEntity, PastPart[]>> {
  const runs = await db.from('sync_runs').where('connection_id', connectionId).orderBy('id', 'desc').limit(RUNS_LOOKED_AT).select('id')
  if (runs.length === 0) return new Map()
  const rows = await db
    .from('sync_run_entities')
    .join('sync_runs', 'sync_runs.id', 'sync_run_entities.run_id')
    .where('sync_runs.connection_id', connectionId)
    .where('sync_run_entities.run_id', '>=', runs.at(-1)!.id)
    .whereNot('sync_run_entities.state', 'paused')
    .select('sync_run_entities.*', 'sync_runs.mode')
    .orderBy('sync_run_entities.id')

  const history = new Map<ErpEntity, Record<string, any>[]>()
  for (const row of rows) history.set(row.entity, [...(history.get(row.entity) ?? []), row])
  return new Map([...history].map(([entity, own]) => [entity, compared(own)]))
}

function compared(rows: Record<string, any>[]): PastPart[] {
  const shown = rows.slice(-RUNS_COMPARED)
  const mostOf = (mode: SyncMode) => Math.max(1, ...shown.filter((row) => row.mode === mode).map((row) => Number(row.read)))
  const most = { full: mostOf('full'), incremental: mostOf('incremental') }

  return shown.map((row, index) => {
    const before = rows.filter((one) => one.id < row.id && one.mode === row.mode && one.state === 'done').slice(-RUNS_COMPARED)
    return {
      runId: Number(row.run_id),
      entity: row.entity,
      mode: row.mode,
      state: row.state,
      startedAt: `${row.started_at.replace(' ', 'T')}Z`,
      read: Number(row.read),
      created: Number(row.created),
      changed: Number(row.changed),
      unchanged: Number(row.unchanged),
      waiting: Number(row.waiting),
      failed: Number(row.failed),
      gone: Number(row.gone),
      isUnusual: row.state === 'done' && isUnusual(Number(row.read), before.map((one) => Number(one.read))),
      bar: barOf(Number(row.read) / most[row.mode as SyncMode], index),
    }
  })
}

function barOf(share: number, index: number) {
  const height = Math.max(1, Math.round(share * BAR_HEIGHT))
  return { x: index * BAR_DISTANCE, y: BAR_HEIGHT - height, height }
}
