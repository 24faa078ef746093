import { addMonthsAnchored, startOfMonth, type CalendarDate } from '#shared/calendar/calendar_date'

/** What follows for the contract from what the ERP says about its order line. */
export type BirthDecision =
  | { decision: 'create' }
  | { decision: 'wait' }
  | { decision: 'cancel' }
  | { decision: 'follow' }
  | { decision: 'alert'; kind: 'order_line_cancelled' | 'order_line_changed' }
  | { decision: 'nothing' }

interface Sold {
  state: 'draft' | 'confirmed' | 'done' | 'cancelled'
  isCancelled: boolean
  quantity: string
  unitPrice: string
  /** A model that is switched off gives birth no more. */
  modelIsActive: boolean
}

interface Born {
  status: 'draft' | 'active' | 'suspended' | 'ended' | 'closed' | 'cancelled'
  quantity: string
  unitPrice: string
  /** What a recorded change made of it since. */
  agreed?: { quantity: string; unitPrice: string }
  /** Whether the order line was reported as changed before. */
  hasChanged?: boolean
}

/**
 * A confirmed line gives birth to a contract once. Later changes never alter a living
 * contract silently: a draft follows its line, an active one raises an alert for a person.
 */
export function birthDecision(sold: Sold, born: Born | null): BirthDecision {
  const isSold = !sold.isCancelled && (sold.state === 'confirmed' || sold.state === 'done')
  if (!born) return isSold && sold.modelIsActive ? { decision: 'create' } : { decision: 'wait' }
  if (['cancelled', 'ended', 'closed'].includes(born.status)) return { decision: 'nothing' }

  const isLost = sold.isCancelled || sold.state === 'cancelled'
  if (isLost) return born.status === 'draft' ? { decision: 'cancel' } : { decision: 'alert', kind: 'order_line_cancelled' }

  const differs = differ(sold, born)
  if (born.status !== 'draft' && !differ(sold, born.agreed ?? born)) return { decision: 'nothing' }
  // agreed with the customer against an order that never changed: nothing to tell
  if (!differs && !born.hasChanged) return { decision: 'nothing' }
  return born.status === 'draft' ? { decision: 'follow' } : { decision: 'alert', kind: 'order_line_changed' }
}

function differ(sold: Sold, terms: { quantity: string; unitPrice: string }): boolean {
  return Number(sold.quantity) !== Number(terms.quantity) || Number(sold.unitPrice) !== Number(terms.unitPrice)
}

/** First day of a contract born from an order of `orderedOn`. */
export function birthday(orderedOn: CalendarDate, starts: 'order_date' | 'next_month'): CalendarDate {
  if (starts === 'order_date') return orderedOn
  const first = startOfMonth(orderedOn)
  return first === orderedOn ? first : addMonthsAnchored(first, 1, 1)
}

/** What makes a birth happen once however often the order is replayed. */
export function sourceKey(connectionId: number, orderExternalId: string, lineExternalId: string, modelId: number): string {
  return `${connectionId}:${orderExternalId}:${lineExternalId}:${modelId}`
}

/** What makes a registered item get its warranty contract once. */
export function warrantyKey(registrationId: number): string {
  return `warranty:${registrationId}`
}
