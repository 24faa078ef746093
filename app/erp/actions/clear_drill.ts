import db from '@adonisjs/lucid/services/db'
import { chunks } from '#shared/database/bulk'
import { within } from '#shared/database/transaction'
import type { Drill } from '#erp/actions/prepare_drill'
import { DRILL } from '#erp/outbox/drill_outbox_kind'

const ROWS_AT_ONCE = 1000

/** Removes everything a drill made, and lets the sandbox be read again. */
export default class ClearDrill {
  async handle({ target, prefix, customerIds, locks }: Drill): Promise<void> {
    const invoices = await db.from('sandbox_invoices').where('reference', 'like', `${prefix}%`).select('id')
    for (const some of chunks(invoices.map(({ id }) => Number(id)), ROWS_AT_ONCE)) {
      await within(undefined, async (trx) => {
        await trx.from('sandbox_invoice_lines').whereIn('invoice_id', some).delete()
        await trx.from('sandbox_invoices').whereIn('id', some).delete()
      })
    }
    await db.from('sandbox_customers').whereIn('id', customerIds).delete()

    const messages = await db.from('outbox_messages').where({ kind: DRILL, target }).select('id')
    for (const some of chunks(messages.map(({ id }) => Number(id)), ROWS_AT_ONCE)) {
      await db.from('outbox_messages').whereIn('id', some).delete()
    }
    await db.from('jobs').where('lane', `erp-${target}`).where('state', 'waiting').delete()
    await db.from('erp_connections').where('id', Number(target)).delete()
    for (const lock of locks) await lock.release()
  }
}
