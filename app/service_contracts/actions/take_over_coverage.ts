import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import CoverageImpossible from '#service_contracts/errors/coverage_impossible'
import { newestVersion } from '#service_contracts/queries/coverage/set_rows'

/** Gives a contract a copy of what a coverage set has published, from a day on; earlier days keep what they had. */
export default class TakeOverCoverage {
  async handle(contractId: number, setId: number, validFrom: CalendarDate, actor: Actor | null, trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      const contract = await inner.from('service_contracts').where('id', contractId).forUpdate().firstOrFail()
      const version = await newestVersion(setId, inner)
      if (!version) throw new CoverageImpossible('coverage_set_id', 'not_published')
      const last = await inner.from('contract_coverages').where('service_contract_id', contract.id).orderBy('number', 'desc').first()
      await inner.insertQuery().table('contract_coverages').insert({
        service_contract_id: contract.id,
        number: Number(last?.number ?? 0) + 1,
        valid_from: validFrom,
        coverage_set_id: setId,
        set_number: version.number,
        terms: version.terms,
        user_id: actor?.id ?? null,
        user_name: actor?.name ?? null,
        created_at: sqlInstant(now()),
      })
    })
  }

  /** What a new contract covers: as its model says, from its first day. Without a published set, nothing. */
  async fromModel(contractId: number, trx: Trx): Promise<void> {
    const contract = await trx.from('service_contracts').where('id', contractId).firstOrFail()
    if (!contract.contract_model_id) return
    const known = await trx.from('contract_coverages').where('service_contract_id', contractId).first()
    const model = await trx.from('contract_models').where('id', contract.contract_model_id).first()
    if (known || !model?.coverage_set_id || !(await newestVersion(model.coverage_set_id, trx))) return
    await this.handle(contractId, Number(model.coverage_set_id), contract.starts_on, null, trx)
  }
}
