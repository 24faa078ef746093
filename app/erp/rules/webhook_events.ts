/** What endpoints may hear of, as `object.happening`. */
export const WEBHOOK_EVENTS = [
  'company.created',
  'company.changed',
  'contract.created',
  'contract.activated',
  'contract.suspended',
  'contract.resumed',
  'contract.ended',
  'billing_run.proposed',
  'invoice.posted',
  'invoice.stopped',
] as const

export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number]

/** A test delivery; every endpoint hears of it. */
export const TEST_EVENT = 'webhook.test'

const STATUS_EVENTS: Record<string, WebhookEvent> = {
  'draft>active': 'contract.activated',
  'active>suspended': 'contract.suspended',
  'suspended>active': 'contract.resumed',
  'active>ended': 'contract.ended',
  'suspended>ended': 'contract.ended',
}

interface LoggedChange {
  recordType: string
  kind: 'created' | 'changed' | 'deleted'
  changes: Record<string, [unknown, unknown]>
}

/** The event that a change of a record is, or null when endpoints do not hear of it. */
export function eventOfChange({ recordType, kind, changes }: LoggedChange): WebhookEvent | null {
  if (kind === 'deleted') return null
  if (recordType === 'company') return kind === 'created' ? 'company.created' : 'company.changed'
  if (recordType !== 'service_contract') return null
  if (kind === 'created') return 'contract.created'

  const [before, after] = changes.status ?? []
  return STATUS_EVENTS[`${before}>${after}`] ?? null
}
