import db from '@adonisjs/lucid/services/db'
import type { ErpConnector } from '#contracts/erp'
import type { DrillFindings } from '#erp/queries/drill_findings'

export interface LineDrillFindings extends DrillFindings {
  /** References of which the ERP still holds a draft. */
  drafts: number
  /** Net of all that stays in the ERP, in minor units; nothing when each invoice has its credit note. */
  netCents: number
}

/** What the ERP holds of a drill's postings, asked for one after another over a line that is not cut. */
export async function lineDrillFindings(direct: ErpConnector, { kind, target, references }: { kind: string; target: string; references: string[] }): Promise<LineDrillFindings> {
  const counts = { duplicates: 0, missing: 0, drafts: 0, netCents: 0 }
  for (const reference of references) {
    const held = await direct.findInvoices(reference)
    const final = held.filter(({ state }) => state !== 'draft')
    if (final.length > 1) counts.duplicates += 1
    if (final.length === 0) counts.missing += 1
    if (final.length < held.length) counts.drafts += 1
    counts.netCents += final.reduce((sum, { netCents }) => sum + netCents, 0)
  }
  const stopped = await db.from('outbox_messages').where({ kind, target }).whereNot('state', 'done').count('* as total').first()
  const lost = await db
    .from('outbox_events')
    .join('outbox_messages', 'outbox_messages.id', 'outbox_events.outbox_message_id')
    .where({ 'outbox_messages.kind': kind, 'outbox_messages.target': target, 'outbox_events.happening': 'outcome_unknown' })
    .countDistinct('outbox_messages.id as total')
    .first()

  return { ...counts, stopped: Number(stopped?.total ?? 0), unknown: Number(lost?.total ?? 0) }
}
