import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { DomainError } from '#shared/errors/domain_error'
import { logChanges, type Author } from '#shared/records/change_log'
import { settleDeadlineAlert } from '#service_contracts/actions/settle_deadline_alert'
import RenewContract from '#service_contracts/actions/renew_contract'
import RenewalImpossible from '#service_contracts/errors/renewal_impossible'
import { IN_FORCE } from '#service_contracts/rules/in_force'
import type { RenewalDecision } from '#service_contracts/rules/renewal/renewal_step'

export interface DecisionTally {
  done: number
  refused: { id: number; error: DomainError }[]
}

/** Chosen contract with the term that was seen: one renewed meanwhile is not renewed again. */
export interface ChosenContract {
  id: number
  termNo: number
}

/**
 * Decides about the end of the current term of chosen contracts, each in a transaction of its own: renews at
 * once, or notes what the nightly renewal has to heed. Sent twice it changes nothing the second time.
 */
export default class DecideRenewals {
  async handle(chosen: readonly ChosenContract[], decision: RenewalDecision, today: CalendarDate, actor: Actor): Promise<DecisionTally> {
    const author: Author = { source: 'screen', id: actor.id, name: actor.name }
    const tally: DecisionTally = { done: 0, refused: [] }
    for (const { id, termNo } of chosen) {
      try {
        const isDone = await within(undefined, (trx) => this.decide(id, termNo, decision, today, author, trx))
        if (isDone) tally.done += 1
      } catch (error) {
        if (!(error instanceof DomainError)) throw error
        tally.refused.push({ id, error })
      }
    }
    return tally
  }

  private async decide(id: number, termNo: number, decision: RenewalDecision, today: CalendarDate, author: Author, trx: Trx): Promise<boolean> {
    const contract = await trx.from('service_contracts').where('id', id).forUpdate().firstOrFail()
    if (!IN_FORCE.includes(contract.status)) throw new RenewalImpossible(undefined, 'not_running')
    if (Number(contract.term_no) !== termNo) return false
    if (decision === 'renew') {
      await new RenewContract().handle(id, today, author, 'manual', trx)
      return true
    }

    const before = Number(contract.renewal_decided_term) === termNo ? contract.renewal_decision : null
    if (before === decision) return false
    const noted = { renewal_decision: decision, renewal_decided_by: author.name, renewal_decided_term: termNo }
    await trx.from('service_contracts').where('id', id).update({ ...noted, version: Number(contract.version) + 1, updated_at: sqlInstant(now()) })
    if (decision !== 'later') await settleDeadlineAlert(id, author, trx)
    const changes: Record<string, [unknown, unknown]> = { renewal_decision: [before, decision] }
    await logChanges([{ recordType: 'service_contract', recordId: id, kind: 'changed', changes }], author, trx)
    return true
  }
}
