import type { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { ERP_ENTITIES, offeredBy, type ErpEntity } from '#contracts/erp'
import { now } from '#shared/clock'
import ErpConnection from '#erp/models/erp_connection'
import type SyncCursor from '#erp/models/sync_cursor'
import SyncRun from '#erp/models/sync_run'
import SyncRunEntity from '#erp/models/sync_run_entity'
import { ENTITY_PAGES } from '#erp/rules/entity_pages'
import { circuits, shownCircuit, type ShownCircuit } from '#erp/queries/circuits'
import { runHistory, type PastPart } from '#erp/queries/run_history'
import { CLOSED, type Circuit } from '#erp/rules/circuit'
import { isLagging } from '#erp/rules/sync_lag'
import { problemGroups, type ProblemGroup } from '#erp/queries/problem_groups'

export interface MonitoredEntity {
  entity: ErpEntity
  /** False when the ERP said that it has nothing of the kind. */
  isOffered: boolean
  cursor: SyncCursor | null
  /** What the last run that read this entity did. */
  part: SyncRunEntity | null
  problems: number
  /** Seconds since the entity was last read to the end, and whether that is more than its habits explain. */
  lag: number | null
  isLagging: boolean
  /** What the last runs did to it, the oldest first. */
  history: PastPart[]
  /** The list of what arrived. */
  path: string
}

export interface MonitoredConnection {
  connection: ErpConnection
  running: SyncRun | null
  runs: SyncRun[]
  entities: MonitoredEntity[]
  groups: ProblemGroup[]
  circuit: ShownCircuit
}

const RUNS_SHOWN = 5

/** Every connection with the state of its entities, its last runs and what could not be kept. */
export async function syncMonitor(at: DateTime = now()): Promise<MonitoredConnection[]> {
  const connections = await ErpConnection.query().preload('cursors').orderBy('name')
  const groups = await problemGroups()
  const known = await circuits()

  return Promise.all(connections.map((connection) => monitored(connection, groups, known.get(connection.id) ?? CLOSED, at)))
}

async function monitored(connection: ErpConnection, all: ProblemGroup[], circuit: Circuit, at: DateTime): Promise<MonitoredConnection> {
  const runs = await SyncRun.query().where('connectionId', connection.id).orderBy('id', 'desc').limit(RUNS_SHOWN)
  const groups = all.filter((group) => group.connectionId === connection.id)
  const parts = await lastParts(connection.id)
  const history = await runHistory(connection.id)
  const offered = new Set(connection.description ? offeredBy(connection.description) : ERP_ENTITIES)

  return {
    connection,
    runs,
    groups,
    circuit: shownCircuit(circuit, at),
    running: runs.find((run) => run.isRunning) ?? null,
    entities: ERP_ENTITIES.map((entity) => ({
      entity,
      isOffered: offered.has(entity),
      ...freshness(connection, entity, at),
      history: history.get(entity) ?? [],
      part: parts.find((part) => part.entity === entity) ?? null,
      path: ENTITY_PAGES[entity],
      problems: groups.filter((group) => group.entity === entity).reduce((sum, group) => sum + group.count, 0),
    })),
  }
}

/** One entity of one connection, with its open problems. */
export async function monitoredEntity(connectionId: number, entity: ErpEntity, at: DateTime = now()) {
  const connection = await ErpConnection.query().where('id', connectionId).preload('cursors').firstOrFail()
  const { entities, groups } = await monitored(connection, await problemGroups(), CLOSED, at)

  const row = entities.find((one) => one.entity === entity)!
  return { connection, row, past: [...row.history].reverse(), groups: groups.filter((group) => group.entity === entity) }
}

function freshness(connection: ErpConnection, entity: ErpEntity, at: DateTime) {
  const cursor = connection.cursors.find((one) => one.entity === entity) ?? null
  const lag = cursor?.completedAt ? Math.round(at.diff(cursor.completedAt).as('seconds')) : null

  return { cursor, lag, isLagging: !cursor?.isPaused && connection.isActive && isLagging(lag, connection) }
}

async function lastParts(connectionId: number): Promise<SyncRunEntity[]> {
  const latest = await db
    .from('sync_run_entities')
    .join('sync_runs', 'sync_runs.id', 'sync_run_entities.run_id')
    .where('sync_runs.connection_id', connectionId)
    .max('sync_run_entities.id as id')
    .groupBy('sync_run_entities.entity')

  return SyncRunEntity.query().whereIn('id', latest.map((row) => row.id))
}
