import db from '@adonisjs/lucid/services/db'
import OutboxMessage from '#shared/outbox/outbox_message'
import { canHappen, type DeliveryState } from '#shared/outbox/rules/delivery_protocol'
import type { ErpEntity } from '#contracts/erp'
import FindLaunchTarget from '#erp/actions/find_launch_target'
import ErpConnection from '#erp/models/erp_connection'
import { outgoingRemedies } from '#erp/rules/outgoing_remedies'

/** What asks for a person comes first. */
export const OUTGOING_STATES = ['refused', 'held', 'unknown', 'pending', 'sending', 'done', 'withdrawn'] as const

const PAGE = 50

/** One page of the messages of a kind that are in a state, newest first, and where the next page starts. */
export async function outgoingIn(kind: string, state: DeliveryState, before?: number) {
  const query = OutboxMessage.query().where({ kind, state }).orderBy('id', 'desc').limit(PAGE + 1)
  if (before) query.where('id', '<', before)
  const messages = await query
  return { messages: messages.slice(0, PAGE), next: messages.length > PAGE ? messages[PAGE - 1].id : null }
}

export async function outgoingCounts(kind: string): Promise<Record<string, number>> {
  const rows = await db.from('outbox_messages').where({ kind }).groupBy('state').select('state').count('* as total')
  return Object.fromEntries(rows.map(({ state, total }) => [state, Number(total)]))
}

/** The messages of a kind about some subjects, by subject. */
export async function messagesAbout(kind: string, subjectIds: number[]): Promise<Map<number, OutboxMessage>> {
  const messages = subjectIds.length ? await OutboxMessage.query().where({ kind }).whereIn('subjectId', subjectIds) : []
  return new Map(messages.map((message) => [Number(message.subjectId), message]))
}

export interface Standing {
  connectionId: number
  companyId: number | null
  productId: number | null
  /** The ERP's key of what it holds, with its entity where that has a screen. */
  theirs: { entity: ErpEntity; key: string } | null
  mendHref: string | null
}

/** How one message stands: its story, what a person may decide, and where what is wrong is put right. */
export async function outgoingStanding(kind: string, subjectId: number, at: Standing) {
  const message = await OutboxMessage.query().where({ kind, subjectId }).preload('events').firstOrFail()
  const connection = await ErpConnection.findOrFail(at.connectionId)
  const can = (decision: Parameters<typeof canHappen>[1]) => canHappen(message.delivery, decision)
  const theirs = at.theirs ? await new FindLaunchTarget().link(connection, at.theirs) : null
  const mends = can('corrected') && at.mendHref !== null

  return {
    message,
    connection,
    theirs,
    remedies: outgoingRemedies(message.problemCode, { ...at, mendHref: mends ? at.mendHref : null, theirs }),
    may: { lookUp: can('look_up_asked'), retry: !message.mayBeThere && can('retried'), withdraw: can('withdrawn'), mend: mends, confirm: message.problemCode !== null && can('confirmed') },
  }
}
