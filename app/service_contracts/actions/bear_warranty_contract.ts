import { addMonthsAnchored, latest, type CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { numbered, takeNumbers } from '#shared/database/numbers'
import { within, type Trx } from '#shared/database/transaction'
import { HOUSE, logChanges } from '#shared/records/change_log'
import { writeTokens } from '#shared/search/write_tokens'
import type { AcceptedWarranty } from '#warranty/events/warranty_accepted'
import EndWarrantyContract from '#service_contracts/actions/end_warranty_contract'
import { keepFirstServiceLevel } from '#service_contracts/actions/keep_service_level'
import TakeOverCoverage from '#service_contracts/actions/take_over_coverage'
import { warrantyModelOf } from '#service_contracts/queries/warranty_models'
import { warrantyKey } from '#service_contracts/rules/birth'

const POLICY = ['period_unit', 'period_count', 'mode', 'anchor', 'anchor_day', 'lead_days', 'lag_days', 'first_partial', 'last_partial', 'proration', 'free_days', 'free_periods', 'grouping', 'min_invoice_amount']

/**
 * Gives a registered item its warranty contract, as the model of its product says: once for each
 * registration. Who takes the item over gets what is left of the warranty, and the one before ends.
 */
export default class BearWarrantyContract {
  async handle(warranty: AcceptedWarranty, trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      const sourceKey = warrantyKey(warranty.registrationId)
      if (await inner.from('service_contracts').where('source_key', sourceKey).first()) return

      const { takesOver } = warranty
      const left = takesOver ? await new EndWarrantyContract().handle(takesOver.registrationId, takesOver.on, inner) : null
      if (takesOver && left && left <= takesOver.on) return
      const model = await warrantyModelOf(warranty.productId, inner)
      if (!model) return

      const startsOn = takesOver ? latest(takesOver.on, warranty.startsOn) : warranty.startsOn
      const months = Number(model.duration_months)
      const endsOn = left ?? (months > 0 ? addMonthsAnchored(warranty.startsOn, months) : null)
      await this.insert(warranty, { model, startsOn, endsOn, sourceKey }, inner)
    })
  }

  private async insert(warranty: AcceptedWarranty, { model, startsOn, endsOn, sourceKey }: Terms, trx: Trx): Promise<void> {
    const number = numbered('C-', await takeNumbers('service_contracts', 1, trx))
    const product = await trx.from('products').where('id', warranty.productId).firstOrFail()
    const at = sqlInstant(now())
    const stamps = { version: 1, created_at: at, updated_at: at }
    const [id] = await trx.insertQuery().table('service_contracts').insert({
      number,
      title: model.name,
      kind: 'warranty',
      contract_model_id: model.id,
      company_id: warranty.companyId,
      bill_to_id: warranty.companyId,
      status: model.birth === 'active' ? 'active' : 'draft',
      currency: product.currency ?? 'EUR',
      starts_on: startsOn,
      ends_on: endsOn,
      service_level_id: model.service_level_id,
      ...Object.fromEntries(POLICY.map((column) => [column, model[column]])),
      source: 'warranty',
      source_key: sourceKey,
      ...stamps,
    })
    const line = { service_contract_id: id, position: 1, product_id: product.id, description: String(product.name).slice(0, 255), quantity: '1', unit_price: '0' }
    await trx.insertQuery().table('contract_lines').insert({ ...line, starts_on: startsOn, ends_on: null, installed_item_id: warranty.itemId, ...stamps })
    await new TakeOverCoverage().fromModel(Number(id), trx)
    await keepFirstServiceLevel(Number(id), trx)

    const changes = { number: [null, number], warranty_registration: [null, warranty.number] } as Record<string, [unknown, unknown]>
    await logChanges([{ recordType: 'service_contract', recordId: Number(id), kind: 'created', changes }], HOUSE, trx)
    await writeTokens('service_contract', [{ id: Number(id), texts: [number, model.name, warranty.number] }], trx)
  }
}

interface Terms {
  model: Record<string, any>
  startsOn: CalendarDate
  endsOn: CalendarDate | null
  sourceKey: string
}
