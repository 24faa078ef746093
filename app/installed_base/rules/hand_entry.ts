import type { EventKind } from '#installed_base/rules/item_event'

/** What a person may record on an item's page. */
export const ENTRY_KINDS = [
  'installed',
  'moved',
  'transferred',
  'bought',
  'handed_back',
  'lent',
  'consigned',
  'extended',
  'attached',
  'detached',
  'split',
  'exchanged',
  'resold',
  'scrapped',
  'lost',
  'kept',
  'voided',
  'noted',
] as const satisfies EventKind[]

export type EntryKind = (typeof ENTRY_KINDS)[number]
export type EntryField = 'place' | 'company' | 'quantity' | 'replacement' | 'reason' | 'until' | 'location' | 'parent'

/** What each entry asks for besides its day. */
export const ENTRY_FIELDS: Record<EntryKind, readonly EntryField[]> = {
  installed: ['place', 'location'],
  moved: ['place', 'location'],
  transferred: ['company', 'place', 'location', 'reason'],
  bought: [],
  lent: ['company', 'until'],
  consigned: ['company'],
  extended: ['until'],
  attached: ['parent'],
  detached: ['reason'],
  split: ['quantity', 'place', 'location'],
  handed_back: ['quantity', 'reason'],
  exchanged: ['quantity', 'replacement', 'reason'],
  resold: ['quantity', 'reason'],
  scrapped: ['quantity', 'reason'],
  lost: ['quantity', 'reason'],
  kept: ['reason'],
  voided: ['reason'],
  noted: ['reason'],
}

export interface EntrySubject {
  is_open: unknown
  status: unknown
  ownership: unknown
  review_reason: unknown
  serial?: unknown
  quantity?: unknown
  parent_item_id?: unknown
}

/** The entries that make sense for an item as it is, in the order in which they are offered. */
export function entriesFor(item: EntrySubject): EntryKind[] {
  return ENTRY_KINDS.filter((kind) => {
    switch (kind) {
      case 'noted':
        return true
      case 'kept':
        return item.review_reason !== null
      case 'voided':
        return item.review_reason === 'delivery_cancelled'
      case 'installed':
        return Boolean(item.is_open) && item.status !== 'installed'
      case 'bought':
        return Boolean(item.is_open) && item.ownership !== 'owned'
      case 'lent':
      case 'consigned':
        return item.is_open ? item.ownership === 'owned' : item.status === 'returned' && Boolean(item.serial)
      case 'extended':
        return Boolean(item.is_open) && item.ownership === 'loaned'
      case 'detached':
        return Boolean(item.is_open) && Boolean(item.parent_item_id)
      case 'split':
        return Boolean(item.is_open) && !item.serial && String(item.quantity ?? '1') !== '1'
      case 'exchanged':
      case 'scrapped':
        return Boolean(item.is_open) || item.status === 'returned'
      default:
        return Boolean(item.is_open)
    }
  })
}
