import { inject } from '@adonisjs/core'
import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { insertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import { lockReviewed } from '#billing/actions/lock_reviewed'
import ProposeInvoices from '#billing/actions/propose_invoices'
import HoldImpossible from '#billing/errors/hold_impossible'

/** What a hold copies of its charge. */
const NAMED = ['ledger_key', 'source_type', 'source_id', 'company_id', 'description', 'period_from', 'period_to', 'currency', 'net_cents']

/** Which charges of a run: one, or all of a proposed invoice. */
export type HeldPart = { chargeId: number } | { invoiceId: number }

/** Keeps charges out of this run and of every run made before a day, with a reason; the first run after it takes them up. */
@inject()
export default class HoldCharges {
  constructor(protected proposeInvoices: ProposeInvoices) {}

  /** @throws {HoldImpossible} for a day that is not after `today` */
  async handle(runId: number, part: HeldPart, held: { until: CalendarDate; reason: string }, actor: Actor, today: CalendarDate): Promise<void> {
    if (held.until <= today) throw new HoldImpossible()
    await within(undefined, async (trx) => {
      const run = await lockReviewed(runId, trx)
      const charges = await this.chargesOf(runId, part, trx)
      const at = sqlInstant(now())
      await insertMany(trx, 'charge_holds', charges.map((charge) => this.holdOf(charge, held, actor, at)))
      const ids = charges.map(({ id }) => Number(id))
      await trx.from('invoice_lines').whereIn('charge_id', ids).delete()
      await trx.from('charges').whereIn('id', ids).update({ state: 'held', held_until: held.until })
      await this.proposeInvoices.rebuildAll(runId, charges, trx)
      await run.merge({ revision: run.revision + 1, chargesHeld: run.chargesHeld + charges.length }).save()
    })
  }

  /** Ends a hold: the charge stands in the open run again, or comes with the next one. */
  async end(holdId: number, actor: Actor): Promise<void> {
    await within(undefined, async (trx) => {
      const hold = await trx.from('charge_holds').where('id', holdId).forUpdate().firstOrFail()
      if (hold.ledger_key === null) return
      const charge = await trx.from('charges').where({ ledger_key: hold.ledger_key, state: 'held' }).first()
      await trx.from('charge_holds').where('id', holdId).update({ ledger_key: null, ended_at: sqlInstant(now()), ended_by: actor.name })
      if (!charge) return
      const run = await lockReviewed(Number(charge.billing_run_id), trx)
      await trx.from('charges').where('id', charge.id).update({ state: 'proposed', held_until: null })
      await this.proposeInvoices.rebuildAll(run.id, [charge], trx)
      await run.merge({ revision: run.revision + 1, chargesHeld: Math.max(0, run.chargesHeld - 1) }).save()
    })
  }

  private async chargesOf(runId: number, part: HeldPart, trx: Trx): Promise<Record<string, any>[]> {
    const query = trx.from('charges').where({ billing_run_id: runId, state: 'proposed' })
    if ('chargeId' in part) return [await query.where('id', part.chargeId).firstOrFail()]

    const { id } = await trx.from('invoices').where({ id: part.invoiceId, billing_run_id: runId, status: 'proposed' }).firstOrFail()
    return query.whereIn('id', trx.from('invoice_lines').select('charge_id').where('invoice_id', id)).orderBy('id')
  }

  private holdOf(charge: Record<string, any>, { until, reason }: { until: CalendarDate; reason: string }, actor: Actor, at: string) {
    const named = Object.fromEntries(NAMED.map((column) => [column, charge[column]]))
    return { ...named, held_until: until, reason, user_id: actor.id, user_name: actor.name, created_at: at }
  }
}
