import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { differences, logChanges, type ChangeSource } from '#shared/records/change_log'
import { keepServiceLevel } from '#service_contracts/actions/keep_service_level'
import ServiceLevelImpossible from '#service_contracts/errors/service_level_impossible'
import { inForceOn, serviceLevelHistory } from '#service_contracts/queries/service_levels'
import { promiseText, type ServiceLevelTerms } from '#service_contracts/rules/service_level'

export interface Agreement {
  /** Null to promise nothing from that day on. */
  terms: ServiceLevelTerms | null
  validFrom: CalendarDate
  reason: string | null
}

type Row = Record<string, any>

/** Agrees another service level with a customer from a day on; what held on earlier days stays. */
export default class AgreeServiceLevel {
  /** @throws {ServiceLevelImpossible} outside the contract, for a signed draft, or when nothing would change */
  async handle(contractId: number, agreement: Agreement, actor: Actor, trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      const contract = await inner.from('service_contracts').where('id', contractId).forUpdate().firstOrFail()
      const { validFrom, terms } = agreement
      if (contract.status === 'draft' && contract.signed_on) throw new ServiceLevelImpossible(undefined, 'signed')
      if (validFrom < contract.starts_on || (contract.ends_on && validFrom >= contract.ends_on)) throw new ServiceLevelImpossible('valid_from', 'outside')
      const level = terms && (await inner.from('service_levels').where('id', terms.levelId).first())
      if (level && !level.is_active) throw new ServiceLevelImpossible('service_level_id', 'off')
      const held = inForceOn(await serviceLevelHistory(contractId, inner), validFrom)
      if (promiseText(held?.terms) === promiseText(terms)) throw new ServiceLevelImpossible('service_level_id', 'same')
      await this.write(contract, agreement, actor, 'screen', inner)
    })
  }

  /** Lets a contract that moves to another version of its model have what that version promises. */
  async fromModel(contractId: number, agreement: Agreement, actor: Actor, trx: Trx): Promise<void> {
    await this.write(await trx.from('service_contracts').where('id', contractId).firstOrFail(), agreement, actor, 'bulk', trx)
  }

  private async write(contract: Row, { terms, validFrom, reason }: Agreement, { id, name }: Actor, source: ChangeSource, trx: Trx): Promise<void> {
    await keepServiceLevel({ contractId: contract.id, validFrom, terms, reason }, { id, name }, trx)
    const values = { service_level_id: terms?.levelId ?? null }
    await trx.from('service_contracts').where('id', contract.id).update({ ...values, version: Number(contract.version) + 1, updated_at: sqlInstant(now()) })
    const changes = { ...differences(contract, values), service_level_from: [null, validFrom] as [unknown, unknown] }
    await logChanges([{ recordType: 'service_contract', recordId: Number(contract.id), kind: 'changed', changes }], { source, id, name }, trx)
  }
}
