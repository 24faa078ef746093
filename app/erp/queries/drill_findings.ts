import db from '@adonisjs/lucid/services/db'
import type { Drill } from '#erp/actions/prepare_drill'
import { DRILL } from '#erp/outbox/drill_outbox_kind'

export interface DrillFindings {
  /** References the sandbox holds more than once. */
  duplicates: number
  /** References the sandbox does not hold. */
  missing: number
  /** Messages that ended otherwise than done. */
  stopped: number
  /** Messages whose reply was lost at least once. */
  unknown: number
}

/** How far a drill has come; `steps` grows with everything that happens. */
export async function drillProgress({ kind, target }: { kind: string; target: string }): Promise<{ moving: number; done: number; steps: number }> {
  const rows = await db.from('outbox_messages').where({ kind, target }).select('state').count('* as total').sum('step as steps').groupBy('state')
  const of = (states: string[]) => rows.filter(({ state }) => states.includes(state)).reduce((sum, { total }) => sum + Number(total), 0)

  return { moving: of(['pending', 'sending', 'unknown']), done: of(['done']), steps: rows.reduce((sum, { steps }) => sum + Number(steps), 0) }
}

/** What the sandbox holds of a drill's postings, counted there and not in our own rows. */
export async function drillFindings({ target, prefix }: Drill): Promise<DrillFindings> {
  const held = await db.from('sandbox_invoices').where('reference', 'like', `${prefix}%`).groupBy('reference').select('reference').count('* as total')
  const times = new Map(held.map(({ reference, total }) => [String(reference), Number(total)]))
  const sent = await messages(target).select('reference', 'state', 'id')
  const lost = await db
    .from('outbox_events')
    .join('outbox_messages', 'outbox_messages.id', 'outbox_events.outbox_message_id')
    .where({ 'outbox_messages.kind': DRILL, 'outbox_messages.target': target, 'outbox_events.happening': 'outcome_unknown' })
    .countDistinct('outbox_messages.id as total')
    .first()

  return {
    duplicates: [...times.values()].filter((count) => count > 1).length,
    missing: sent.filter(({ reference }) => !times.has(reference)).length,
    stopped: sent.filter(({ state }) => state !== 'done').length,
    unknown: Number(lost?.total ?? 0),
  }
}

const messages = (target: string) => db.from('outbox_messages').where({ kind: DRILL, target })
