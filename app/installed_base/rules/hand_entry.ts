import type { EventKind } from '#installed_base/rules/item_event'

/** What a person may record on an item's page. */
export const ENTRY_KINDS = [
  'installed',
  'moved',
  'transferred',
  'bought',
  'handed_back',
  'exchanged',
  'resold',
  'scrapped',
  'lost',
  'kept',
  'voided',
  'noted',
] as const satisfies EventKind[]

export type EntryKind = (typeof ENTRY_KINDS)[number]
export type EntryField = 'place' | 'company' | 'quantity' | 'replacement' | 'reason'

/** What each entry asks for besides its day. */
export const ENTRY_FIELDS: Record<EntryKind, readonly EntryField[]> = {
  installed: ['place'],
  moved: ['place'],
  transferred: ['company', 'place', 'reason'],
  bought: [],
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
}

/** The entries that make sense for an item as it is, in the order in which they are offered. */
export function entriesFor(item: EntrySubject): EntryKind[] {
  return ENTRY_KINDS.filter((kind) => {
    switch (kind) {
      case 'noted':
        return true
      case 'kept':
      case 'voided':
        return item.review_reason !== null
      case 'installed':
        return Boolean(item.is_open) && item.status !== 'installed'
      case 'bought':
        return Boolean(item.is_open) && item.ownership !== 'owned'
      case 'exchanged':
      case 'scrapped':
        return Boolean(item.is_open) || item.status === 'returned'
      default:
        return Boolean(item.is_open)
    }
  })
}
