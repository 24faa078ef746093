import type { DateTime } from 'luxon'
import type { Actor } from '#shared/actor'
import { calendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant, todayIn } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { differences, logChanges } from '#shared/records/change_log'
import type { Row, Values } from '#shared/records/record_type'
import { recordType } from '#shared/records/registry'
import { searchTexts } from '#shared/records/rows'
import { writeTokens } from '#shared/search/write_tokens'
import { peopleWhoMay } from '#identity/queries/people_who_may'
import { noteMove } from '#service_desk/actions/note_move'
import RequestAssigned from '#service_desk/events/request_assigned'
import RequestImpossible from '#service_desk/errors/request_impossible'
import { storedInstant } from '#service_desk/rules/instants'
import { isOpen, moveRefusal, NEEDS_REASON, REOPEN_DAYS, statusAfter, type MoveFacts, type RequestMove, type RequestStatus, type WorkState } from '#service_desk/rules/request_status'

export interface RequestStep {
  move: RequestMove
  /** Why; of a solution, what it was. */
  reason?: string | null
  assigneeId?: number | null
  waitingFor?: string | null
}

/** Moves a request on, and notes in its history who did and why. */
export default class MoveRequest {
  /** @throws {RequestImpossible} */
  async handle(id: number, step: RequestStep, actor: Actor, trx?: Trx): Promise<void> {
    const reason = step.reason?.trim() || null
    if (NEEDS_REASON.includes(step.move) && (reason ?? '').length < 3) throw new RequestImpossible(step.move === 'solve' ? 'solution' : 'reason', 'reason')

    await within(trx, async (inner) => {
      const before: Row = await inner.from('service_requests').where('id', id).forUpdate().firstOrFail()
      const refusal = moveRefusal(step.move, moveFacts(before, actor))
      if (refusal) throw new RequestImpossible(refusal, undefined, { days: REOPEN_DAYS })

      const status = statusAfter(step.move)
      const told = await this.consequences(before, { ...step, reason }, inner)
      await inner.from('service_requests').where('id', id).update({ status, is_open: isOpen(status), ...told, version: Number(before.version) + 1, updated_at: sqlInstant(now()) })
      const after: Row = await inner.from('service_requests').where('id', id).firstOrFail()
      await noteMove(after, { move: step.move, from: before.status as RequestStatus, reason }, actor, inner)
      await this.log(before, after, actor, inner)
      const assigneeId = Number(after.assignee_id)
      if (step.move === 'assign' && assigneeId !== actor.id) await RequestAssigned.dispatch({ id, number: String(after.number), subject: String(after.subject), assigneeId }, inner)
    })
  }

  private async consequences(request: Row, { move, reason, assigneeId, waitingFor }: RequestStep, trx: Trx): Promise<Values> {
    const at = sqlInstant(now())
    switch (move) {
      case 'assign':
        return { assignee_id: await this.assignee(request, assigneeId ?? null, trx), waiting_for: null }
      case 'wait':
        if (!waitingFor) throw new RequestImpossible('waiting_for', 'waiting_for')
        return { waiting_for: waitingFor }
      case 'resume':
        return { waiting_for: null }
      case 'solve':
        return { solution: reason, solved_at: at }
      case 'close':
      case 'dismiss':
        return { closed_at: at }
      case 'reopen':
        return { solved_at: null, closed_at: null }
      default:
        return {}
    }
  }

  private async assignee(request: Row, id: number | null, trx: Trx): Promise<number> {
    if (!id) throw new RequestImpossible('assignee', 'assignee_id')
    if (!(await peopleWhoMay('service_request', 'work', trx)).includes(id)) throw new RequestImpossible('inactive', 'assignee_id')
    if (Number(request.assignee_id) === id && request.status !== 'qualified') throw new RequestImpossible('same_assignee', 'assignee_id')
    return id
  }

  private async log(before: Row, after: Row, actor: Actor, trx: Trx): Promise<void> {
    const author = { source: 'screen' as const, id: actor.id, name: actor.name }
    await logChanges([{ recordType: 'service_request', recordId: before.id, kind: 'changed', changes: differences(before, after) }], author, trx)
    await writeTokens('service_request', [{ id: before.id, texts: searchTexts(recordType('service_request'), after) }], trx)
  }
}

/** What decides which moves of a request are possible for this person today. */
export function moveFacts(request: Row, actor: Pick<Actor, 'timeZone'>): MoveFacts {
  const day = (at: DateTime) => calendarDate(at.setZone(actor.timeZone).toISODate()!)
  return {
    status: request.status as RequestStatus,
    isClear: Boolean(request.installed_item_id || request.skill_id),
    workState: request.work_state as WorkState,
    closedOn: request.closed_at ? day(storedInstant(request.closed_at)) : null,
    today: todayIn(actor.timeZone),
  }
}
