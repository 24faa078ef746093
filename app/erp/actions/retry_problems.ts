import type { ErpEntity } from '#contracts/erp'
import { ERP_ENTITIES } from '#contracts/erp'
import db from '@adonisjs/lucid/services/db'
import { within } from '#shared/database/transaction'
import { resolvedRows } from '#mirror/queries/resolved_rows'
import KeepRecords from '#erp/actions/keep_records'
import ResolveProblems from '#erp/actions/resolve_problems'
import ErpGibberish from '#erp/errors/erp_gibberish'
import SyncProblem from '#erp/models/sync_problem'
import { readPatiently } from '#erp/patience'
import { noCounts, type SyncContext, type SyncCounts } from '#erp/sync_context'

const MOST_PROBLEMS = 500
const MOST_PARENTS = 30

export interface RetryRequest {
  /** Only these problems; all open ones of the connection when absent. */
  ids?: number[]
  /** Also asks the ERP for the missing parents and for records it could not give before. */
  isThorough: boolean
}

/** Reads records that could not be kept once more, one by one, with the parents they wait for. */
export default class RetryProblems {
  private readonly asked = new Set<string>()

  constructor(protected context: SyncContext) {}

  async handle(request: RetryRequest, onKept: (problem: SyncProblem, counts: SyncCounts) => Promise<void> | void = () => {}) {
    const problems = await this.problems(request)

    for (const entity of ERP_ENTITIES) {
      for (const problem of problems.filter((one) => one.entity === entity)) {
        await onKept(problem, await this.retry(entity, problem.externalId))
      }
    }
  }

  private async problems({ ids, isThorough }: RetryRequest): Promise<SyncProblem[]> {
    const { connectionId } = this.context
    const found = await SyncProblem.query()
      .where('connectionId', connectionId)
      .withScopes((scopes) => scopes.open())
      .whereIn('kind', isThorough ? ['waiting', 'failed', 'unreadable'] : ['waiting'])
      .if(ids, (query) => query.whereIn('id', ids!))
      .orderBy('lastSeenAt')
      .orderBy('id')
      .limit(MOST_PROBLEMS)
    if (isThorough) return found

    return within(undefined, async (trx) => {
      const ready: SyncProblem[] = []
      for (const entity of ERP_ENTITIES) {
        const waiting = found.filter((problem) => problem.missingEntity === entity)
        const here = await resolvedRows(entity, connectionId, waiting.map((problem) => problem.missingId!), trx)
        ready.push(...waiting.filter((problem) => here.has(problem.missingId!)))
      }

      return ready
    })
  }

  private async retry(entity: ErpEntity, id: string): Promise<SyncCounts> {
    const { connectionId, connector, clock } = this.context
    const keep = new KeepRecords(this.context)

    try {
      const record = await readPatiently(() => connector.readOne(entity, id))
      if (record === null) {
        await new ResolveProblems().handle(connectionId, entity, [id], clock())
        return noCounts()
      }

      let counts = await keep.handle(entity, { records: [record], unreadable: [] })
      for (let parents = 0; counts.waiting > 0 && parents < MOST_PARENTS && (await this.fetchParent(entity, id)); parents++) {
        counts = await keep.handle(entity, { records: [record], unreadable: [] })
      }

      return counts
    } catch (error) {
      if (!(error instanceof ErpGibberish)) throw error
      return keep.handle(entity, { records: [], unreadable: [{ id, reason: error.message, raw: null }] })
    }
  }

  /** Whether the parent a record waits for has been fetched just now. */
  private async fetchParent(entity: ErpEntity, id: string): Promise<boolean> {
    const { connectionId, connector } = this.context
    const [problem] = await db
      .from('sync_problems')
      .where({ connection_id: connectionId, entity, external_id: id })
      .select('missing_entity', 'missing_id')
    const key = `${problem?.missing_entity}/${problem?.missing_id}`
    if (!problem?.missing_entity || this.asked.has(key)) return false

    this.asked.add(key)
    const parentEntity = problem.missing_entity as ErpEntity
    const parent = await readPatiently(() => connector.readOne(parentEntity, problem.missing_id)).catch(nullWhenGibberish)
    if (parent === null) return false

    const kept = await new KeepRecords(this.context).handle(parentEntity, { records: [parent], unreadable: [] })
    return kept.created + kept.changed + kept.unchanged > 0
  }
}

function nullWhenGibberish(error: unknown): null {
  if (error instanceof ErpGibberish) return null
  throw error
}
