import type { Actor } from '#shared/actor'
import { addDays, type CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { insertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import { logChanges, type Author } from '#shared/records/change_log'
import SettleStanding from '#service_contracts/actions/settle_standing'
import ContractImpossible from '#service_contracts/errors/contract_impossible'
import { eventsOfLines } from '#service_contracts/queries/line_events'
import { BillingRefused } from '#service_contracts/rules/billing_refused'
import type { ContractEvent } from '#service_contracts/rules/contract_line_terms'
import { lineTerms } from '#service_contracts/rules/contract_terms'
import { refuseUnmatchedSuspensions } from '#service_contracts/rules/refusals'
import { timeline } from '#service_contracts/rules/schedule'

export interface ContractChange {
  /** Null changes every line of the contract. */
  lineId: number | null
  event: ContractEvent
  reason: string
}

/**
 * Records a dated change of a contract: other price or quantity, suspension, resumption,
 * revaluation or termination. The schedule follows from it; nothing billed is touched, the
 * next run credits or charges what differs. The status follows on the day that was agreed.
 *
 * @throws {ContractImpossible} when the rules could not bill the contract with this change
 */
export default class ChangeContract {
  async handle(contractId: number, change: ContractChange, today: CalendarDate, actor: Actor): Promise<void> {
    await within(undefined, async (trx) => {
      const contract = await trx.from('service_contracts').where('id', contractId).forUpdate().firstOrFail()
      if (!['active', 'suspended'].includes(contract.status)) throw new ContractImpossible(undefined, 'not_running')
      if (!liesWithin(contract, change.event.on)) throw new ContractImpossible('on', 'outside')
      const query = trx.from('contract_lines').where('service_contract_id', contractId)
      const lines = await (change.lineId ? query.where('id', change.lineId) : query)
      if (lines.length === 0) throw new ContractImpossible('line_id', 'outside')

      await this.write(change, lines, actor, trx)
      await this.refuseUnbillable(contract, lines, change.event.on, trx)
      await this.noteChange(contract, change, actor, trx)
      await new SettleStanding().handle({ ...contract, version: Number(contract.version) + 1 }, today, authorOf(actor), trx)
    })
  }

  private async write({ event, reason }: ContractChange, lines: { id: number }[], actor: Actor, trx: Trx) {
    const { on, kind, ...terms } = event
    const rows = lines.map(({ id }) => ({
      contract_line_id: id,
      happens_on: on,
      kind,
      terms: JSON.stringify(terms),
      reason,
      user_id: actor.id,
      user_name: actor.name,
      created_at: sqlInstant(now()),
    }))
    await insertMany(trx, 'contract_line_events', rows)
  }

  private async refuseUnbillable(contract: any, lines: any[], on: CalendarDate, trx: Trx) {
    const events = await eventsOfLines(lines.map(({ id }) => Number(id)), trx)
    for (const line of lines) {
      try {
        const own = events.get(Number(line.id)) ?? []
        refuseUnmatchedSuspensions(own)
        timeline(lineTerms(line, contract, contract.ends_on, own), on, addDays(on, 366))
      } catch (error) {
        if (!(error instanceof BillingRefused)) throw error
        throw new ContractImpossible('on', error.code === 'invalid_event' ? 'suspension' : 'outside')
      }
    }
  }

  private async noteChange(contract: any, { event, reason }: ContractChange, actor: Actor, trx: Trx) {
    const version = Number(contract.version) + 1
    await trx.from('service_contracts').where('id', contract.id).update({ version, updated_at: sqlInstant(now()) })

    const changes: Record<string, [unknown, unknown]> = { [event.kind]: [null, `${event.on} ${reason}`] }
    const entry = { recordType: 'service_contract', recordId: Number(contract.id), kind: 'changed' as const, changes }
    await logChanges([entry], authorOf(actor), trx)
  }
}

function authorOf({ id, name }: Actor): Author {
  return { source: 'screen', id, name }
}

function liesWithin(contract: { starts_on: string; ends_on: string | null }, on: string): boolean {
  return on >= contract.starts_on && (contract.ends_on === null || on <= contract.ends_on)
}
