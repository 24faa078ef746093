import { randomUUID } from 'node:crypto'
import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { now } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { isDuplicate } from '#shared/database/violations'
import { passGate } from '#billing/actions/pass_gate'
import { SILENCE_SECONDS } from '#billing/actions/work_shards'
import RunBeingApproved from '#billing/errors/run_being_approved'
import RunBeingComputed from '#billing/errors/run_being_computed'
import RunOverlaps from '#billing/errors/run_overlaps'
import BillingRun from '#billing/models/billing_run'
import { EVERYTHING, overlaps, scopeKey, type RunScope } from '#billing/rules/run_scope'

/**
 * Opens a run until a day for a scope, or takes up the open one of that scope again. Open runs
 * never share a charge, so that two people cannot bill the same days side by side.
 *
 * @throws {RunBeingApproved} while its approval is being granted
 * @throws {RunBeingComputed} while a living process computes it
 * @throws {RunOverlaps} when a run of another scope is open that may hold the same charges
 */
export default class OpenBillingRun {
  async handle(until: CalendarDate, maker: Actor | null, rulesVersion: string, scope: RunScope = EVERYTHING): Promise<BillingRun> {
    try {
      return await within(undefined, async (trx) => {
        const run = await this.find(scope, trx)
        const alive = run.token !== null && run.beatAt && run.beatAt > now().minus({ seconds: SILENCE_SECONDS })
        if (run.status === 'approving') throw new RunBeingApproved()
        if (run.$isPersisted && run.status === 'computing' && alive) throw new RunBeingComputed()
        run.merge({ until, rulesVersion, madeById: maker?.id ?? null, madeBy: maker?.name ?? null, error: null })
        run.merge({ linesRead: 0, chargesNew: 0, chargesChanged: 0, chargesRemoved: 0, chargesUnchanged: 0, chargesHeld: 0, failures: 0 })
        run.merge({ status: 'computing', token: randomUUID(), beatAt: now() })
        return run.save()
      })
    } catch (error) {
      if (isDuplicate(error)) throw new RunBeingComputed()
      throw error
    }
  }

  private async find(scope: RunScope, trx: Trx): Promise<BillingRun> {
    await passGate(trx)
    const key = scopeKey(scope)
    const open = await BillingRun.query({ client: trx }).where('openKey', 1).forUpdate()
    const own = open.find(({ openScope }) => openScope === key)
    if (own) return own

    const other = open.find((run) => overlaps(run.scope, scope))
    if (other) throw new RunOverlaps(other.id)
    const fresh = new BillingRun().useTransaction(trx)
    fresh.merge({ openKey: 1, openScope: key, revision: 0, status: 'computing' })
    return fresh.merge({ scopeCompanyId: scope.companyId, scopeSiteId: scope.siteId, scopeSource: scope.source, scopeContractKind: scope.contractKind })
  }
}
