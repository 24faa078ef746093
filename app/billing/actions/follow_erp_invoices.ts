import { now, sqlInstant } from '#shared/clock'
import type { Trx } from '#shared/database/transaction'
import { differences, logChanges, SYNC, type Change } from '#shared/records/change_log'
import type { MirroredRow } from '#mirror/actions/mirror_records'

interface Pair {
  id: number
  open_cents: number | null
  due_on: string | null
  due_dates: string | null
  theirs_open: number
  theirs_due_dates: string
  theirs_state: string
}

/**
 * Keeps what is still to be paid of our invoices as the ERP has it: a payment, or a credit
 * that somebody made there by hand, shows here with the next sync.
 */
export default class FollowErpInvoices {
  async handle(changes: MirroredRow[], trx: Trx): Promise<void> {
    const pairs = await this.pairs(changes.map(({ id }) => id), trx)
    const log: Change[] = []

    for (const pair of pairs) {
      const dues = JSON.parse(pair.theirs_due_dates || '[]') as { on: string }[]
      const fact = {
        open_cents: pair.theirs_state === 'cancelled' ? 0 : Number(pair.theirs_open),
        due_on: dues.map(({ on }) => on).sort()[0] ?? pair.due_on,
        due_dates: dues.length > 0 ? pair.theirs_due_dates : pair.due_dates,
      }
      const before = { open_cents: pair.open_cents, due_on: pair.due_on, due_dates: pair.due_dates }
      const { due_dates: untold, ...told } = differences(before, fact)
      if (Object.keys(differences(before, fact)).length === 0) continue

      await trx.from('invoices').where('id', pair.id).update({ ...fact, updated_at: sqlInstant(now()) })
      if (Object.keys(told).length > 0) log.push({ recordType: 'invoice', recordId: Number(pair.id), kind: 'changed', changes: told })
    }
    if (log.length > 0) await logChanges(log, SYNC, trx)
  }

  /** Ours by the ERP's own identifier, since references are not unique in every ERP. */
  private pairs(erpInvoiceIds: number[], trx: Trx): Promise<Pair[]> {
    return trx
      .from('erp_invoices')
      .join('invoices', (join) =>
        join.on('invoices.reference', 'erp_invoices.reference').andOn('invoices.connection_id', 'erp_invoices.connection_id')
      )
      .whereIn('erp_invoices.id', erpInvoiceIds)
      .where('invoices.status', 'posted')
      .whereColumn('invoices.erp_id', 'erp_invoices.external_id')
      .select('invoices.id', 'invoices.open_cents', 'invoices.due_on', 'invoices.due_dates')
      .select('erp_invoices.open_cents as theirs_open', 'erp_invoices.due_dates as theirs_due_dates', 'erp_invoices.state as theirs_state')
  }
}
