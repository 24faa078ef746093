import { addMonthsAnchored, type CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { numbered, takeNumbers } from '#shared/database/numbers'
import { logChanges, SYNC } from '#shared/records/change_log'
import { writeTokens } from '#shared/search/write_tokens'
import type { Trx } from '#shared/database/transaction'
import type { Birth } from '#service_contracts/queries/births'
import TakeOverCoverage from '#service_contracts/actions/take_over_coverage'
import { grantContractPoints } from '#service_contracts/actions/grant_contract_points'
import { RENEWAL_COLUMNS } from '#service_contracts/records/renewal_fields'
import { keepFirstServiceLevel } from '#service_contracts/actions/keep_service_level'
import { modelAtBirth } from '#service_contracts/actions/model_at_birth'
import { bornTerms, isBornActive } from '#service_contracts/rules/models/born_terms'
import { birthday } from '#service_contracts/rules/birth'
import { deadlineOf } from '#service_contracts/rules/renewal/renewal_fields'

const POLICY = ['period_unit', 'period_count', 'mode', 'anchor', 'anchor_day', 'lead_days', 'lag_days', 'first_partial', 'last_partial', 'proration', 'free_days', 'free_periods', 'grouping', 'min_invoice_amount', 'revaluation_policy_id']

/** Creates the contract of a sold order line as its model says, as a draft or active at once. */
export default class BearContract {
  async handle(birth: Birth, sourceKey: string, trx: Trx): Promise<number> {
    const { model, version } = await modelAtBirth(birth.modelId, trx)
    const at = sqlInstant(now())
    const startsOn = birthday(birth.orderedOn ?? (at.slice(0, 10) as CalendarDate), model.starts)
    const number = numbered('C-', await takeNumbers('service_contracts', 1, trx))
    const endsOn = model.duration_months > 0 ? addMonthsAnchored(startsOn, Number(model.duration_months)) : null
    const renewal = Object.fromEntries(RENEWAL_COLUMNS.map((column) => [column, model[column]]))
    const contract = {
      number,
      title: model.name,
      kind: model.kind,
      contract_model_id: model.id,
      company_id: birth.companyId,
      bill_to_id: birth.companyId,
      status: isBornActive(model) ? 'active' : 'draft',
      currency: birth.currency,
      starts_on: startsOn,
      ends_on: endsOn,
      term_months: model.duration_months || null,
      deadline_on: deadlineOf({ ...renewal, ends_on: endsOn }),
      ...renewal,
      ...Object.fromEntries(POLICY.map((column) => [column, model[column]])),
      ...bornTerms(version),
      source: 'order_line',
      source_key: sourceKey,
      sales_order_line_id: birth.lineId,
      sales_order_number: birth.orderNumber,
      version: 1,
      created_at: at,
      updated_at: at,
    }
    const [id] = await trx.insertQuery().table('service_contracts').insert(contract)
    await trx.insertQuery().table('contract_lines').insert({
      service_contract_id: id,
      position: 1,
      product_id: birth.productId,
      description: birth.description.slice(0, 255),
      quantity: birth.quantity,
      unit_price: birth.unitPrice,
      starts_on: startsOn,
      ends_on: null,
      version: 1,
      created_at: at,
      updated_at: at,
    })

    await new TakeOverCoverage().fromModel(Number(id), trx)
    await keepFirstServiceLevel(Number(id), trx)

    const changes = { number: [null, number], sales_order_number: [null, birth.orderNumber] } as Record<string, [unknown, unknown]>
    await logChanges([{ recordType: 'service_contract', recordId: Number(id), kind: 'created', changes }], SYNC, trx)
    await writeTokens('service_contract', [{ id: Number(id), texts: [number, model.name, birth.orderNumber] }], trx)
    if (contract.status === 'active') await grantContractPoints(Number(id), at.slice(0, 10) as CalendarDate, trx)
    return Number(id)
  }
}
