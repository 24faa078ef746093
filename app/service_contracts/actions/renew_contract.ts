import type { CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { logChanges, type Author } from '#shared/records/change_log'
import { grantContractPoints } from '#service_contracts/actions/grant_contract_points'
import ExtendLines from '#service_contracts/actions/extend_lines'
import RenewalImpossible from '#service_contracts/errors/renewal_impossible'
import { settleDeadlineAlert } from '#service_contracts/actions/settle_deadline_alert'
import { renewalCase } from '#service_contracts/queries/renewal_case'
import { refuseWaitingRevaluation } from '#service_contracts/queries/waiting_revaluation'
import { IN_FORCE } from '#service_contracts/rules/in_force'
import { deadlineOf } from '#service_contracts/rules/renewal/renewal_fields'
import { askedStep, tacitStep, type NoRenewal } from '#service_contracts/rules/renewal/renewal_step'
import { baseOfTerms, type Term } from '#service_contracts/rules/renewal/term_series'

export type RenewalCause = 'initial' | 'tacit' | 'manual' | 'late_notice'

type Row = Record<string, any>

/**
 * Gives a contract its next term. Run again, the nightly renewal finds nothing to do; killed
 * between two contracts, it goes on with the rest, since each is renewed in one transaction.
 */
export default class RenewContract {
  /** Renews as people ask. @throws {RenewalImpossible} when the rules do not let it go on */
  async handle(contractId: number, today: CalendarDate, author: Author, cause: RenewalCause = 'manual', trx?: Trx): Promise<Term> {
    return within(trx, async (client) => {
      const step = await this.step(contractId, cause, today, author, client)
      if ('reason' in step) throw new RenewalImpossible(undefined, step.reason)
      return step.term
    })
  }

  /** Renews if the notice deadline has passed without notice; answers why not otherwise. */
  async tacitly(contractId: number, today: CalendarDate, author: Author): Promise<Term | NoRenewal> {
    return within(undefined, async (client) => {
      const step = await this.step(contractId, 'tacit', today, author, client)
      return 'reason' in step ? step.reason : step.term
    })
  }

  private async step(contractId: number, cause: RenewalCause, today: CalendarDate, author: Author, trx: Trx) {
    const contract = await trx.from('service_contracts').where('id', contractId).forUpdate().firstOrFail()
    if (!IN_FORCE.includes(contract.status)) throw new RenewalImpossible(undefined, 'not_running')
    if (!contract.ends_on) throw new RenewalImpossible(undefined, 'no_end')
    const { renewal, lines } = await renewalCase(contract, trx)
    const step = cause === 'tacit' ? tacitStep(renewal, today) : askedStep(renewal)
    if ('reason' in step) return step

    if (contract.renewal_lines === 'new') await refuseWaitingRevaluation(contract, trx)
    const done = await new ExtendLines().handle(contract, lines, step.term, trx)
    await this.write(contract, step.term, cause, done, author, trx)
    await this.move(contract, step.term, author, trx)
    await grantContractPoints(contractId, today, trx, step.term)
    return step
  }

  private async write(contract: Row, term: Term, cause: RenewalCause, lines: unknown, author: Author, trx: Trx): Promise<void> {
    const row = (no: number, startsOn: CalendarDate, endsOn: CalendarDate, by: RenewalCause, done: unknown) => ({
      service_contract_id: contract.id,
      term_no: no,
      starts_on: startsOn,
      ends_on: endsOn,
      cause: by,
      live_key: `${contract.id}:${no}`,
      lines: JSON.stringify(done),
      user_id: by === 'initial' ? null : author.id,
      user_name: by === 'initial' ? null : author.name,
      created_at: sqlInstant(now()),
    })
    if (term.no === 2) {
      const known = await trx.from('contract_terms').where('live_key', `${contract.id}:1`).first()
      if (!known) await trx.insertQuery().table('contract_terms').insert(row(1, contract.starts_on, contract.ends_on, 'initial', {}))
    }
    await trx.insertQuery().table('contract_terms').insert(row(term.no, term.startsOn, term.endsOn, cause, lines))
  }

  private async move(contract: Row, term: Term, author: Author, trx: Trx): Promise<void> {
    const base = baseOfTerms({ startsOn: contract.starts_on, endsOn: contract.ends_on, termNo: Number(contract.term_no), baseOn: contract.term_base_on })
    const moved = { ends_on: term.endsOn, term_no: term.no, term_base_on: base.on === contract.starts_on ? null : base.on }
    const version = Number(contract.version) + 1
    const values = { ...moved, deadline_on: deadlineOf({ ...contract, ...moved }), renewal_decision: null, renewal_decided_by: null, renewal_decided_term: null }
    await trx.from('service_contracts').where('id', contract.id).update({ ...values, standing_until: null, version, updated_at: sqlInstant(now()) })

    await settleDeadlineAlert(Number(contract.id), author, trx)
    const changes: Record<string, [unknown, unknown]> = { ends_on: [contract.ends_on, term.endsOn], term_no: [contract.term_no, term.no] }
    await logChanges([{ recordType: 'service_contract', recordId: Number(contract.id), kind: 'changed', changes }], author, trx)
  }
}
