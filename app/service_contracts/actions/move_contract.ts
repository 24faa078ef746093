import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import type { Trx } from '#shared/database/transaction'
import { differences, logChanges } from '#shared/records/change_log'
import AgreeServiceLevel from '#service_contracts/actions/agree_service_level'
import ChangeContract from '#service_contracts/actions/change_contract'
import TakeOverCoverage from '#service_contracts/actions/take_over_coverage'
import ModelImpossible from '#service_contracts/errors/model_impossible'
import type { ModelVersion } from '#service_contracts/queries/models/model_versions'
import { plannedMove, type PlannedMove } from '#service_contracts/queries/models/planned_move'
import { deadlineOf } from '#service_contracts/rules/renewal/renewal_fields'

export interface MoveAsked {
  to: ModelVersion
  /** The day from which the new terms hold. */
  day: CalendarDate
  today: CalendarDate
}

type Row = Record<string, any>

/**
 * Moves one contract to a version of its model: dated changes for a contract in force,
 * corrected terms for a draft. One that has that version already is left alone.
 *
 * @throws {DomainError | BillingRefused} when the contract could not be billed so; nothing is changed then
 */
export default class MoveContract {
  async handle(contractId: number, { to, day, today }: MoveAsked, actor: Actor, trx: Trx): Promise<void> {
    const contract = await trx.from('service_contracts').where('id', contractId).forUpdate().firstOrFail()
    if (Number(contract.contract_model_version_id) >= to.id) return
    if (contract.status === 'draft' && contract.signed_on) throw new ModelImpossible('signed_stays')

    const move = await plannedMove(contract, to, day, trx)
    if (contract.status === 'draft') await this.correct(move, actor, trx)
    else await this.change(contractId, move, to, today, actor, trx)
    if (move.takesCoverage) await new TakeOverCoverage().handle(contractId, to.terms.coverage!.setId, move.on, actor, trx)
    if (move.takesServiceLevel) {
      const agreement = { terms: to.terms.serviceLevel ?? null, validFrom: move.on, reason: `v${to.number}` }
      await new AgreeServiceLevel().fromModel(contractId, agreement, actor, trx)
    }
    await this.note(contractId, move, to, actor, trx)
  }

  private async correct({ lines }: PlannedMove, actor: Actor, trx: Trx) {
    for (const { lineId, event } of lines) {
      const figures = { ...(event.price ? { unit_price: event.price } : {}), ...(event.quantity ? { quantity: event.quantity } : {}) }
      const before = await trx.from('contract_lines').where('id', lineId).firstOrFail()
      await trx.from('contract_lines').where('id', lineId).update({ ...figures, version: Number(before.version) + 1, updated_at: sqlInstant(now()) })
      await logChanges([{ recordType: 'contract_line', recordId: lineId, kind: 'changed', changes: differences(before, figures) }], authorOf(actor), trx)
    }
  }

  private async change(contractId: number, { lines }: PlannedMove, to: ModelVersion, today: CalendarDate, actor: Actor, trx: Trx) {
    for (const { lineId, event } of lines) {
      await new ChangeContract().handle(contractId, { lineId, event, reason: `v${to.number}` }, today, actor, trx)
    }
  }

  private async note(contractId: number, { columns }: PlannedMove, to: ModelVersion, actor: Actor, trx: Trx) {
    const before: Row = await trx.from('service_contracts').where('id', contractId).firstOrFail()
    const values = { ...columns, contract_model_version_id: to.id, deadline_on: deadlineOf({ ...before, ...columns }) }
    const version = Number(before.version) + 1
    await trx.from('service_contracts').where('id', contractId).update({ ...values, standing_until: null, version, updated_at: sqlInstant(now()) })
    await logChanges([{ recordType: 'service_contract', recordId: contractId, kind: 'changed', changes: differences(before, values) }], authorOf(actor), trx)
  }
}

function authorOf({ id, name }: Actor) {
  return { source: 'bulk' as const, id, name }
}
