import { now } from '#shared/clock'
import { within } from '#shared/database/transaction'
import SyncCursor from '#erp/models/sync_cursor'
import SyncProblem from '#erp/models/sync_problem'

/**
 * A person decides that records need not arrive, and says why. For a sweep that was too
 * small to be believed, it means that the smaller number is right.
 */
export default class SkipProblems {
  async handle(ids: number[], reason: string, actorId: number): Promise<number> {
    return within(undefined, async (trx) => {
      const problems = await SyncProblem.query({ client: trx }).whereIn('id', ids).withScopes((scopes) => scopes.open()).forUpdate()

      for (const problem of problems) {
        if (problem.kind === 'sweep_guard') await this.believe(problem)
        else await problem.merge({ skippedAt: now(), skipReason: reason, skippedById: actorId }).save()
      }

      return problems.length
    })
  }

  private async believe(problem: SyncProblem): Promise<void> {
    const { connectionId, entity } = problem
    const cursor = await SyncCursor.query({ client: problem.$trx }).where({ connectionId, entity }).firstOrFail()
    await cursor.merge({ sweepSize: cursor.sweepRefusedSize ?? cursor.sweepSize, sweepRefusedSize: null }).save()
    await problem.merge({ resolvedAt: now() }).save()
  }
}
