import type { ItemEvent, Ownership } from '#installed_base/rules/item_event'
import type { ItemState } from '#installed_base/rules/item_state'

/** What invoices of the ERP said of an item that was lent or left on consignment. */
export interface Invoicing {
  /** The terms that a credit note brings back. */
  before: { ownership: Ownership; expectedBackOn: ItemState['expectedBackOn'] } | null
  /** The event about which a person has to decide. */
  doubt: number | null
}

export const NOT_INVOICED: Invoicing = { before: null, doubt: null }

/** What a company has without owning it, and an invoice would sell. */
export const LENT: readonly Ownership[] = ['loaned', 'consigned']

/** Whether a company has the item without owning it, so that an invoice would sell it. */
export function isLent({ isOpen, ownership }: Pick<ItemState, 'isOpen' | 'ownership'>): boolean {
  return isOpen && LENT.includes(ownership)
}

/** Whether what an invoice or credit note says can still be said of the item on that day. */
export function concerns(state: ItemState, event: ItemEvent): boolean {
  if (!state.isOpen || state.companyId !== event.companyId) return false
  if (event.kind === 'invoiced') return isLent(state)
  return event.kind === 'doubted' || state.invoicing.before !== null
}

/** The item after an invoice or a notice of consumption sold it, after that was taken back, or while it is not clear whether one did. */
export function accounted(state: ItemState, event: ItemEvent): ItemState {
  const { before } = state.invoicing
  if (event.kind === 'doubted') return { ...state, invoicing: { before, doubt: wasKept(state, event) ? null : event.id } }
  if (event.kind === 'credited' || event.kind === 'unconsumed') return { ...state, ...before!, warrantyStartsOn: null, invoicing: NOT_INVOICED }

  const terms = { ownership: state.ownership, expectedBackOn: state.expectedBackOn }
  return { ...state, ownership: 'owned', warrantyStartsOn: event.on, expectedBackOn: null, invoicing: { before: terms, doubt: null } }
}

/** A person who knew of the doubt had decided already, for an earlier day. */
function wasKept({ steps }: ItemState, doubt: ItemEvent): boolean {
  return steps.some(({ event }) => event.kind === 'kept' && event.id > doubt.id)
}
