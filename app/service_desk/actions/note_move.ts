import type { Actor } from '#shared/actor'
import { now, sqlInstant } from '#shared/clock'
import type { Trx } from '#shared/database/transaction'
import type { Row } from '#shared/records/record_type'
import type { RequestMove, RequestStatus } from '#service_desk/rules/request_status'

export interface NotedMove {
  /** `open` begins the history; `reclassify` changes the severity and nothing else. */
  move: RequestMove | 'open' | 'reclassify'
  from: RequestStatus | null
  reason?: string | null
}

/** Adds to the history of a request, which nobody changes, where it stands from now on. */
export async function noteMove(request: Row, { move, from, reason }: NotedMove, actor: Pick<Actor, 'id' | 'name'>, trx: Trx): Promise<void> {
  await trx.insertQuery().table('service_request_events').insert({
    service_request_id: request.id,
    happened_at: move === 'open' ? request.received_at : sqlInstant(now()),
    move,
    from_status: from,
    to_status: request.status,
    severity: request.severity,
    waiting_for: request.waiting_for,
    assignee_id: request.assignee_id,
    reason: reason ?? null,
    user_id: actor.id,
    user_name: actor.name,
  })
}
