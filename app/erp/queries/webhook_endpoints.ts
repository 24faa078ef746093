import OutboxMessage from '#shared/outbox/outbox_message'
import type { DeliveryState } from '#shared/outbox/rules/delivery_protocol'
import WebhookAttempt from '#erp/models/webhook_attempt'
import WebhookEndpoint from '#erp/models/webhook_endpoint'
import { WEBHOOK } from '#erp/outbox/webhook_outbox_kind'

/** The states of messages as a person thinks of them; what asks for somebody comes first. */
const DELIVERY_STATES = {
  stopped: ['refused', 'held', 'withdrawn'],
  open: ['pending', 'sending', 'unknown'],
  done: ['done'],
} as const satisfies Record<string, DeliveryState[]>

export type ShownDeliveries = keyof typeof DELIVERY_STATES

const PAGE = 50

/** Every endpoint with the numbers of its messages that are open or stopped. */
export async function webhookEndpoints() {
  const endpoints = await WebhookEndpoint.query().orderBy('name')
  const rows = await messages().whereNot('state', 'done').select('target', 'state').count('* as total').groupBy('target', 'state').pojo<{ target: string; state: DeliveryState; total: number }>()

  return endpoints.map((endpoint) => {
    const own = rows.filter(({ target }) => target === String(endpoint.id))
    return { endpoint, open: sumOf(own, 'open'), stopped: sumOf(own, 'stopped') }
  })
}

/** One endpoint with one page of its messages. */
export async function endpointPage(id: number, state: ShownDeliveries | undefined, before: number | undefined) {
  const endpoint = await WebhookEndpoint.query().where('id', id).preload('secrets', (secrets) => void secrets.orderBy('id')).firstOrFail()
  const rows = await messages(id).select('state').count('* as total').groupBy('state').pojo<{ state: DeliveryState; total: number }>()
  const counts = { stopped: sumOf(rows, 'stopped'), open: sumOf(rows, 'open'), done: sumOf(rows, 'done') }
  const shown = state ?? (counts.stopped > 0 ? 'stopped' : counts.open > 0 ? 'open' : 'done')

  const query = messages(id).whereIn('state', DELIVERY_STATES[shown]).orderBy('id', 'desc').limit(PAGE + 1)
  if (before) query.where('id', '<', before)
  const found = await query
  const deliveries = found.slice(0, PAGE)

  return { endpoint, counts, shown, states: Object.keys(DELIVERY_STATES), deliveries, next: found.length > PAGE ? deliveries.at(-1)!.id : null }
}

/** One message to an endpoint with every attempt to hand it over. */
export async function deliveryPage(id: number) {
  const message = await messages().where('id', id).preload('events').firstOrFail()
  const endpoint = await WebhookEndpoint.find(Number(message.target))
  const attempts = await WebhookAttempt.query().where('outboxMessageId', id).orderBy('id', 'desc')

  return { message, endpoint, attempts, body: JSON.stringify(message.payload, null, 2) }
}

function messages(endpointId?: number) {
  const query = OutboxMessage.query().where('kind', WEBHOOK)
  return endpointId === undefined ? query : query.where('target', String(endpointId))
}

function sumOf(rows: { state: DeliveryState; total: number }[], shown: ShownDeliveries): number {
  const states: readonly DeliveryState[] = DELIVERY_STATES[shown]
  return rows.filter(({ state }) => states.includes(state)).reduce((sum, { total }) => sum + Number(total), 0)
}
