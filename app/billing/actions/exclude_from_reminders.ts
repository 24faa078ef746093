import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { logChanges } from '#shared/records/change_log'
import ReminderRefused from '#billing/errors/reminder_refused'

interface ExclusionToMake {
  kind: 'dispute' | 'promise'
  reason: string
  until: CalendarDate | null
}

/**
 * Leaves an invoice of the ERP out of reminders with a reason, or takes it back in. A promise to pay ends with its day.
 *
 * @throws {ReminderRefused} when a promise names no day, or one that has passed
 */
export default class ExcludeFromReminders {
  async handle(invoiceId: number, { kind, reason, until }: ExclusionToMake, actor: Actor, today: CalendarDate): Promise<void> {
    if (kind === 'promise' && until === null) throw new ReminderRefused('promise_without_day', 'until')
    if (until !== null && until < today) throw new ReminderRefused('promise_over', 'until')
    await within(undefined, async (trx) => {
      await trx.from('erp_invoices').where('id', invoiceId).forUpdate().firstOrFail()
      await this.lift(invoiceId, trx)
      const made = { erp_invoice_id: invoiceId, kind, reason, until, made_by_id: actor.id, made_by: actor.name, created_at: sqlInstant(now()), standing_key: 1 }
      await trx.insertQuery().table('reminder_exclusions').insert(made)
      await this.log(invoiceId, { left_out_of_reminders: [null, [kind, reason, until].filter(Boolean).join(' · ')] }, actor, trx)
    })
  }

  async undo(invoiceId: number, actor: Actor): Promise<void> {
    await within(undefined, async (trx) => {
      await trx.from('erp_invoices').where('id', invoiceId).forUpdate().firstOrFail()
      const standing = await trx.from('reminder_exclusions').where({ erp_invoice_id: invoiceId, standing_key: 1 }).first()
      if (!standing) return
      await this.lift(invoiceId, trx)
      await this.log(invoiceId, { left_out_of_reminders: [[standing.kind, standing.reason].join(' · '), null] }, actor, trx)
    })
  }

  private async lift(invoiceId: number, trx: Trx): Promise<void> {
    await trx.from('reminder_exclusions').where({ erp_invoice_id: invoiceId, standing_key: 1 }).update({ standing_key: null, lifted_at: sqlInstant(now()) })
  }

  private async log(invoiceId: number, changes: Record<string, [unknown, unknown]>, actor: Actor, trx: Trx): Promise<void> {
    await logChanges([{ recordType: 'erp_invoice', recordId: invoiceId, kind: 'changed', changes }], { source: 'screen', id: actor.id, name: actor.name }, trx)
  }
}
