import { randomUUID } from 'node:crypto'
import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { now } from '#shared/clock'
import { within } from '#shared/database/transaction'
import { isDuplicate } from '#shared/database/violations'
import RunBeingComputed from '#billing/errors/run_being_computed'
import BillingRun from '#billing/models/billing_run'

/** A computing process that has given no sign for this long is taken for dead. */
const SILENCE_SECONDS = 60

/**
 * Opens a run until a day, or takes up the open one again: there is at most one, so that
 * two people cannot bill the same days side by side.
 *
 * @throws {RunBeingComputed} while a living process computes it
 */
export default class OpenBillingRun {
  async handle(until: CalendarDate, maker: Actor | null, rulesVersion: string): Promise<BillingRun> {
    try {
      return await within(undefined, async (trx) => {
        const run =
          (await BillingRun.query({ client: trx }).where('openKey', 1).forUpdate().first()) ??
          new BillingRun().merge({ openKey: 1, revision: 0, status: 'computing' }).useTransaction(trx)

        const alive = run.token !== null && run.beatAt && run.beatAt > now().minus({ seconds: SILENCE_SECONDS })
        if (run.$isPersisted && run.status === 'computing' && alive) throw new RunBeingComputed()

        run.merge({ until, rulesVersion, madeById: maker?.id ?? null, madeBy: maker?.name ?? null, error: null })
        run.merge({ linesRead: 0, chargesNew: 0, chargesChanged: 0, chargesRemoved: 0, chargesUnchanged: 0, failures: 0 })
        run.merge({ status: 'computing', token: randomUUID(), beatAt: now() })
        return run.save()
      })
    } catch (error) {
      if (isDuplicate(error)) throw new RunBeingComputed()
      throw error
    }
  }
}
