import db from '@adonisjs/lucid/services/db'
import ErpConnection from '#erp/models/erp_connection'
import ReceivedWebhook, { type ReceivedState } from '#erp/models/received_webhook'
import WebhookSource from '#erp/models/webhook_source'

/** What asks for a person comes first. */
export const RECEIVED_STATES = ['failed', 'waiting', 'done'] as const satisfies ReceivedState[]

const PAGE = 50
const DAYS_OF_REFUSALS = 14

/** One page of the inbox in a state, newest first, and where the next page starts. */
export async function receivedWebhooks(state: ReceivedState, before?: number) {
  const query = ReceivedWebhook.query()
    .where('state', state)
    .preload('source', (source) => source.preload('connection'))
    .orderBy('id', 'desc')
    .limit(PAGE + 1)
  if (before) query.where('id', '<', before)

  const found = await query
  const webhooks = found.slice(0, PAGE)
  return { webhooks, next: found.length > PAGE ? webhooks.at(-1)!.id : null }
}

/** How many received webhooks stand in each state. */
export async function receivedCounts(): Promise<Record<string, number>> {
  const rows = await db.from('received_webhooks').select('state').count('* as total').groupBy('state')
  return Object.fromEntries(rows.map(({ state, total }) => [state, Number(total)]))
}

/** One received webhook with its body as a person can read it. */
export async function receivedPage(id: number) {
  const webhook = await ReceivedWebhook.query()
    .where('id', id)
    .preload('source', (source) => source.preload('connection'))
    .firstOrFail()

  return { webhook, body: readable(webhook.body) }
}

/** The webhook page of a connection: its address, its secrets and what was refused of late. */
export async function webhookSourcePage(connectionId: number) {
  const connection = await ErpConnection.findOrFail(connectionId)
  const source = await WebhookSource.query()
    .where({ connectionId })
    .preload('secrets', (secrets) => void secrets.orderBy('id'))
    .first()
  const refusals = source
    ? await db.from('webhook_refusals').where('source_id', source.id).orderBy('last_at', 'desc').limit(DAYS_OF_REFUSALS)
    : []

  return { connection, source, refusals }
}

function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
