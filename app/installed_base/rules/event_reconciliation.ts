import type { DocumentEvent } from '#installed_base/rules/document_events'
import { compareKeys } from '#installed_base/rules/keys'

/** A stored event of a document, in its newest revision. */
export type StoredEvent = DocumentEvent & { id: number; revision: number }

/** A line whose serial number was corrected: the item stays the same. */
export interface Renaming {
  from: StoredEvent
  to: DocumentEvent
}

export interface Reconciliation {
  /** Revisions to record, each replacing the newest one of its source key, if any. */
  revisions: (DocumentEvent & { revision: number })[]
  renamings: Renaming[]
}

/**
 * Compares what documents say now with what was recorded of them. What is new or differs
 * becomes a further revision, what is no longer said is cancelled by one. Nothing
 * recorded is ever changed, and a document told twice adds nothing.
 */
export function reconcile(told: readonly DocumentEvent[], stored: readonly StoredEvent[]): Reconciliation {
  const known = new Map(stored.map((event) => [event.sourceKey, event]))
  const said = new Set(told.map((event) => event.sourceKey))

  const changed = told.filter((event) => !sameEvent(known.get(event.sourceKey), event))
  const dropped = stored.filter((event) => !said.has(event.sourceKey) && !event.isCancelled)
  const revisions = [...changed, ...dropped.map((event) => ({ ...event, isCancelled: true }))].map((event) => ({
    ...event,
    revision: (known.get(event.sourceKey)?.revision ?? 0) + 1,
  }))

  return { revisions, renamings: renamings(changed.filter((event) => !known.has(event.sourceKey)), dropped) }
}

/** Lines of which as many serial numbers came as went: they were corrected, in the order of their keys. */
function renamings(added: DocumentEvent[], dropped: StoredEvent[]): Renaming[] {
  const pairs: Renaming[] = []
  for (const [lineKey, gone] of Map.groupBy(dropped, (event) => event.lineKey)) {
    const fresh = added.filter((event) => event.lineKey === lineKey && event.kind === gone[0].kind)
    const sameProduct = fresh.every((event) => event.productId === gone[0].productId && event.itemKey !== null)
    if (fresh.length !== gone.length || !sameProduct || gone[0].itemKey === null) continue

    const bySource = (a: DocumentEvent, b: DocumentEvent) => compareKeys(a.sourceKey, b.sourceKey)
    const from = [...gone].sort(bySource)
    const to = [...fresh].sort(bySource)
    pairs.push(...from.flatMap((event, at) => (event.quantity === to[at].quantity ? [{ from: event, to: to[at] }] : [])))
  }
  return pairs
}

function sameEvent(stored: StoredEvent | undefined, told: DocumentEvent): boolean {
  return (
    stored !== undefined &&
    !stored.isCancelled &&
    stored.facts.lot === told.facts.lot &&
    (['kind', 'on', 'threadKey', 'productId', 'companyId', 'quantity', 'place', 'orderLine', 'document', 'deliveryId'] as const).every(
      (fact) => stored[fact] === told[fact]
    )
  )
}
