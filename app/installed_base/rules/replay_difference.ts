import type { DocumentEvent } from '#installed_base/rules/document_events'
import { driftedColumns, itemColumns, type Columns } from '#installed_base/rules/item_columns'
import type { ItemCount } from '#installed_base/rules/item_counts'
import type { ItemState } from '#installed_base/rules/item_state'

/** Something in which what is stored and what it should be disagree. */
export interface Difference {
  kind: 'event_missing' | 'event_changed' | 'event_surplus' | 'item_missing' | 'item_changed' | 'item_unfounded' | 'count_changed'
  /** Number of the document or code of the item. */
  subject: string
  itemId: number | null
  /** For a changed item: column → what is stored and what should be. */
  columns: Record<string, [unknown, unknown]>
}

type Told = Pick<DocumentEvent, 'sourceKey' | 'isCancelled' | 'document'>

/** Says what a document's revision that nobody recorded yet means. */
export function eventDifference(revision: Told, stored: readonly Pick<Told, 'sourceKey'>[]): Difference {
  const known = stored.find((event) => event.sourceKey === revision.sourceKey)
  const kind = !known ? 'event_missing' : revision.isCancelled ? 'event_surplus' : 'event_changed'
  return { kind, subject: revision.document, itemId: null, columns: {} }
}

/** Says which count of the breakdown is not the one of the items, and what it lacks. */
export function countDifference({ companyId, siteId, channel, count }: ItemCount): Difference {
  return { kind: 'count_changed', subject: `#${companyId}/${siteId} ${channel} ${count > 0 ? '+' : ''}${count}`, itemId: null, columns: {} }
}

/** Says in what an item differs from its events; null when it agrees or rightly is not there. */
export function itemDifference(row: (Columns & { id: number }) | undefined, state: ItemState | undefined): Difference | null {
  if (!row) {
    if (!state || state.status === 'voided') return null
    return { kind: 'item_missing', subject: state.serial ?? state.itemKey, itemId: null, columns: {} }
  }
  const found = { subject: String(row.code), itemId: Number(row.id) }
  if (!state) return { kind: 'item_unfounded', ...found, columns: {} }

  const drifted = Object.entries(driftedColumns(row, itemColumns(state)))
  if (drifted.length === 0) return null
  return { kind: 'item_changed', ...found, columns: Object.fromEntries(drifted.map(([name, value]) => [name, [row[name], value]])) }
}
