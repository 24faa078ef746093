import db from '@adonisjs/lucid/services/db'
import OutboxMessage from '#shared/outbox/outbox_message'
import { canHappen, type DeliveryState } from '#shared/outbox/rules/delivery_protocol'
import ErpConnection from '#erp/models/erp_connection'
import { CUSTOMER_CREATION, CUSTOMER_KINDS } from '#erp/outbox/customer_delivery'

/** What asks for a person comes first. */
export const CUSTOMER_POSTING_STATES = ['refused', 'held', 'unknown', 'pending', 'sending', 'done', 'withdrawn'] as const

const PAGE = 50

/** One page of the customers going out that are in a state, newest first, and where the next page starts. */
export async function customerPostingsIn(state: DeliveryState, before?: number) {
  const query = ours().where('state', state).orderBy('id', 'desc').limit(PAGE + 1)
  if (before) query.where('id', '<', before)
  const messages = await query
  const shown = messages.slice(0, PAGE)
  const names = await db.from('companies').whereIn('id', shown.map(({ subjectId }) => subjectId)).select('id', 'name')
  const nameOf = new Map(names.map(({ id, name }) => [Number(id), name as string]))

  return {
    postings: shown.map((message) => ({ message, name: nameOf.get(Number(message.subjectId)) ?? String(message.payload.name ?? '') })),
    next: messages.length > PAGE ? shown.at(-1)!.id : null,
  }
}

export async function customerPostingCounts(): Promise<Record<string, number>> {
  const rows = await ours().select('state').count('* as total').groupBy('state')
  return Object.fromEntries(rows.map((row) => [row.state, Number(row.$extras.total)]))
}

/** One customer going out, with its story and what a person may decide about it now. */
export async function customerPostingPage(id: number) {
  const message = await ours().where('id', id).preload('events').firstOrFail()
  const company = await db.from('companies').where('id', message.subjectId).first()
  const connection = await ErpConnection.find(Number(message.target))
  const can = (decision: Parameters<typeof canHappen>[1]) => canHappen(message.delivery, decision)

  return {
    message,
    company,
    connection,
    may: {
      lookUp: can('look_up_asked'),
      retry: !message.mayBeThere && can('retried'),
      withdraw: can('withdrawn'),
      confirm: message.kind === CUSTOMER_CREATION && can('confirmed'),
    },
  }
}

const ours = () => OutboxMessage.query().whereIn('kind', [...CUSTOMER_KINDS])
