import { addMonthsAnchored, type CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { numbered, takeNumbers } from '#shared/database/numbers'
import { HOUSE, logChanges } from '#shared/records/change_log'
import { writeTokens } from '#shared/search/write_tokens'
import type { Trx } from '#shared/database/transaction'
import GrantCrossing from '#points/actions/grant_crossing'
import { keepFirstServiceLevel } from '#service_contracts/actions/keep_service_level'
import { modelAtBirth } from '#service_contracts/actions/model_at_birth'
import TakeOverCoverage from '#service_contracts/actions/take_over_coverage'
import { bornTerms } from '#service_contracts/rules/models/born_terms'
import { birthday } from '#service_contracts/rules/birth'

interface Crossing {
  id: number
  no: number
  companyId: number
  modelId: number
  currency: string
  on: CalendarDate
}

const POLICY = ['period_unit', 'period_count', 'mode', 'anchor', 'anchor_day', 'lead_days', 'lag_days', 'first_partial', 'last_partial', 'proration', 'free_days', 'free_periods', 'grouping', 'min_invoice_amount']

/** Drafts the points contract that a company's tokens were given for: once for each crossing of the threshold. */
export default class BearTokenContract {
  async handle({ id: crossingId, no, companyId, modelId, currency, on }: Crossing, trx: Trx): Promise<number> {
    const { model, version } = await modelAtBirth(modelId, trx)
    const months = Number(model.duration_months)
    const startsOn = birthday(on, model.starts)
    const number = numbered('C-', await takeNumbers('service_contracts', 1, trx))
    const at = sqlInstant(now())
    const contract = {
      number,
      title: model.name,
      kind: 'points',
      contract_model_id: modelId,
      company_id: companyId,
      bill_to_id: companyId,
      status: 'draft',
      currency,
      starts_on: startsOn,
      ends_on: months > 0 ? addMonthsAnchored(startsOn, months) : null,
      deadline_on: months > 0 ? addMonthsAnchored(startsOn, months) : null,
      ...Object.fromEntries(POLICY.map((column) => [column, model[column]])),
      ...bornTerms(version),
      source: 'tokens',
      source_key: `tokens:${companyId}:${modelId}:${no}`,
      version: 1,
      created_at: at,
      updated_at: at,
    }
    const [id] = await trx.insertQuery().table('service_contracts').insert(contract)
    const line = { service_contract_id: id, position: 1, description: model.name, quantity: '1', unit_price: '0', starts_on: startsOn, ends_on: null }
    await trx.insertQuery().table('contract_lines').insert({ ...line, version: 1, created_at: at, updated_at: at })
    await new TakeOverCoverage().fromModel(Number(id), trx)
    await keepFirstServiceLevel(Number(id), trx)
    await new GrantCrossing().handle(crossingId, { id: Number(id), title: model.name, startsOn, months }, trx)
    await logChanges([{ recordType: 'service_contract', recordId: Number(id), kind: 'created', changes: { number: [null, number] } }], HOUSE, trx)
    await writeTokens('service_contract', [{ id: Number(id), texts: [number, model.name] }], trx)
    return Number(id)
  }
}
