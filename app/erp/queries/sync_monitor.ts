import db from '@adonisjs/lucid/services/db'
import { ERP_ENTITIES, offeredBy, type ErpEntity } from '#contracts/erp'
import ErpConnection from '#erp/models/erp_connection'
import type SyncCursor from '#erp/models/sync_cursor'
import SyncRun from '#erp/models/sync_run'
import SyncRunEntity from '#erp/models/sync_run_entity'
import { ENTITY_PAGES } from '#erp/rules/entity_pages'
import { problemGroups, type ProblemGroup } from '#erp/queries/problem_groups'

export interface MonitoredEntity {
  entity: ErpEntity
  /** False when the ERP said that it has nothing of the kind. */
  isOffered: boolean
  cursor: SyncCursor | null
  /** What the last run that read this entity did. */
  part: SyncRunEntity | null
  problems: number
  /** The list of what arrived. */
  path: string
}

export interface MonitoredConnection {
  connection: ErpConnection
  running: SyncRun | null
  runs: SyncRun[]
  entities: MonitoredEntity[]
  groups: ProblemGroup[]
}

const RUNS_SHOWN = 5

/** Every connection with the state of its entities, its last runs and what could not be kept. */
export async function syncMonitor(): Promise<MonitoredConnection[]> {
  const connections = await ErpConnection.query().preload('cursors').orderBy('name')
  const groups = await problemGroups()

  return Promise.all(connections.map((connection) => monitored(connection, groups)))
}

async function monitored(connection: ErpConnection, all: ProblemGroup[]): Promise<MonitoredConnection> {
  const runs = await SyncRun.query().where('connectionId', connection.id).orderBy('id', 'desc').limit(RUNS_SHOWN)
  const groups = all.filter((group) => group.connectionId === connection.id)
  const parts = await lastParts(connection.id)
  const offered = new Set(connection.description ? offeredBy(connection.description) : ERP_ENTITIES)

  return {
    connection,
    runs,
    groups,
    running: runs.find((run) => run.isRunning) ?? null,
    entities: ERP_ENTITIES.map((entity) => ({
      entity,
      isOffered: offered.has(entity),
      cursor: connection.cursors.find((cursor) => cursor.entity === entity) ?? null,
      part: parts.find((part) => part.entity === entity) ?? null,
      path: ENTITY_PAGES[entity],
      problems: groups.filter((group) => group.entity === entity).reduce((sum, group) => sum + group.count, 0),
    })),
  }
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
