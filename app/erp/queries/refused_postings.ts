import db from '@adonisjs/lucid/services/db'
import { INVOICE } from '#erp/outbox/invoice_outbox_kind'

/** The invoices of a billing run, to look for their postings. */
export function invoicesOfRun(runId: number) {
  return db.from('invoices').where('billing_run_id', runId).select('id')
}

/** The messages of a run that the ERP refused, in the order in which they were to be sent. */
export async function refusedPostings(runId: number): Promise<number[]> {
  const rows = await db
    .from('outbox_messages')
    .where({ kind: INVOICE, subject_type: 'invoice', state: 'refused' })
    .whereIn('subject_id', invoicesOfRun(runId))
    .orderBy('id')
    .select('id')
  return rows.map(({ id }) => Number(id))
}
