import type { Obstacle } from '#shared/outbox/kinds'
import OutboxMessage from '#shared/outbox/outbox_message'

/**
 * What keeps a credit note back: an invoice it credits is not in the ERP yet, or never will be.
 * An invoice that left the house another way is taken to be there.
 */
export async function creditedNotYetThere(references: string[]): Promise<Obstacle | null> {
  if (references.length === 0) return null
  const rows = await OutboxMessage.query().where('kind', 'invoice').whereIn('reference', references).whereNot('state', 'done').orderBy('id')
  const [first] = rows
  if (!first) return null
  const withdrawn = rows.find(({ state }) => state === 'withdrawn')
  if (withdrawn) return { code: 'credited_withdrawn', sentence: withdrawn.reference, isForGood: true }

  return { code: 'waits_for_invoice', sentence: first.reference, isForGood: false }
}
