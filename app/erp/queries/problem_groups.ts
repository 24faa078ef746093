import db from '@adonisjs/lucid/services/db'
import type { ErpEntity } from '#contracts/erp'
import SyncProblem from '#erp/models/sync_problem'
import type { ProblemKind } from '#erp/rules/problem_cause'

export interface ProblemGroup {
  connectionId: number
  entity: ErpEntity
  kind: ProblemKind
  cause: string
  count: number
  /** The problem that stands for the group. */
  sampleId: number
  lastSeenAt: string
}

const MOST_GROUPS = 50
const MOST_IDS = 500

/** Open problems of all connections by cause, the most frequent first. */
export async function problemGroups(): Promise<ProblemGroup[]> {
  const rows = await db
    .from('sync_problems')
    .whereNull('resolved_at')
    .whereNull('skipped_at')
    .select('connection_id', 'entity', 'kind', 'cause')
    .count('* as total')
    .max('id as sample_id')
    .max('last_seen_at as last_seen_at')
    .groupBy('connection_id', 'entity', 'kind', 'cause')
    .orderBy('total', 'desc')
    .limit(MOST_GROUPS)

  return rows.map((row) => ({
    connectionId: row.connection_id,
    entity: row.entity,
    kind: row.kind,
    cause: row.cause,
    count: Number(row.total),
    sampleId: Number(row.sample_id),
    lastSeenAt: `${row.last_seen_at.replace(' ', 'T')}Z`,
  }))
}

/** The open problems that share a problem's cause, itself included. */
export function problemGroup({ connectionId, entity, kind, cause }: SyncProblem) {
  return SyncProblem.query().where({ connectionId, entity, kind, cause }).withScopes((scopes) => scopes.open())
}

/** The problem itself, or those that share its cause. */
export async function problemIds(problem: SyncProblem, scope: 'one' | 'group'): Promise<number[]> {
  if (scope === 'one') return [problem.id]
  const problems = await problemGroup(problem).select('id').orderBy('id').limit(MOST_IDS)

  return problems.map(({ id }) => id)
}
