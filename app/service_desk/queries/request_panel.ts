import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { now, todayIn } from '#shared/clock'
import { reaches } from '#shared/records/queries/visibility'
import { recordType } from '#shared/records/registry'
import type { Row } from '#shared/records/record_type'
import { moveFacts } from '#service_desk/actions/move_request'
import { moveRefusal, movesFrom, REOPEN_DAYS, type RequestStatus } from '#service_desk/rules/request_status'
import { serviceTimes } from '#service_desk/queries/service_times'
import { workLines, workOutcome } from '#service_desk/queries/work_outcome'

/** What a request's page shows above its facts: what can be done, the work with who pays for it, and its history. */
export async function requestPanel(row: Row, actor: Actor) {
  const mayWork = reaches(recordType('service_request'), row, actor, 'work')
  const lines = actor.may('work_line', 'view') ? await workLines(row.id) : []
  const isChangeable = row.status !== 'closed' && row.work_state !== 'approved'
  const mayApprove = actor.may('service_request', 'approve') && row.status !== 'closed'
  return {
    assignee: row.assignee_id ? await db.from('users').where('id', Number(row.assignee_id)).select('full_name').first() : null,
    moves: mayWork ? movesOf(row, actor) : [],
    reopenDays: REOPEN_DAYS,
    times: (await serviceTimes([row], now())).get(row.id) ?? null,
    lines,
    outcome: await workOutcome(row, lines),
    newLineHref: mayWork && isChangeable && actor.may('work_line', 'create') ? newLineHref(row, actor) : null,
    mayEditLine: mayWork && isChangeable && actor.may('work_line', 'edit'),
    mayApprove: mayApprove && row.work_state === 'reported',
    mayTakeBack: mayApprove && row.work_state === 'approved',
    maySeeDecision: actor.may('coverage_decision', 'view'),
    maySeeCharge: actor.may('manual_charge', 'view'),
    approvals: await db.from('work_approvals').where('service_request_id', row.id).orderBy('revision', 'desc'),
    events: await eventsOf(row.id),
  }
}

/** The form of a new line, for what this person did today. */
function newLineHref(row: Row, actor: Actor): string {
  return `/service-desk/work-lines/new?${new URLSearchParams({ service_request_id: String(row.id), person_id: String(actor.id), worked_on: todayIn(actor.timeZone) })}`
}

/** The moves from where a request stands, each with why it is not possible now. */
function movesOf(row: Row, actor: Actor) {
  const facts = moveFacts(row, actor)
  return movesFrom(row.status as RequestStatus).map((move) => ({ move, refusal: moveRefusal(move, facts) }))
}

/** What happened to a request, newest first. */
function eventsOf(requestId: number): Promise<Row[]> {
  return db
    .from('service_request_events')
    .leftJoin('users', 'users.id', 'service_request_events.assignee_id')
    .where('service_request_id', requestId)
    .select('service_request_events.*', 'users.full_name as assignee')
    .orderBy('service_request_events.id', 'desc')
}
