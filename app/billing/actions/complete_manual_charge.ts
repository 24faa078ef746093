import type { Trx } from '#shared/database/transaction'
import type { Row, Values } from '#shared/records/record_type'
import ManualChargeRefused from '#billing/errors/manual_charge_refused'
import { customerCurrencies } from '#billing/queries/customer_currencies'
import { originOf } from '#billing/rules/charge_origin'
import { amountOf, manualRefusal, type ManualFacts } from '#billing/rules/manual_charge'

/**
 * What a saved manual charge must be: whole, billable and free to change. The amount follows from quantity and price.
 *
 * @throws {ManualChargeRefused} naming the field and the reason
 */
export async function completeManualCharge(values: Values, before: Row | null, trx: Trx): Promise<void> {
  if (before && before.state !== 'open') throw new ManualChargeRefused(undefined, before.state === 'billed' ? 'is_billed' : 'is_withdrawn')
  const origin = before && originOf(before)
  if (origin) throw new ManualChargeRefused(undefined, 'follows_origin', origin.title)
  for (const name of ['source_key', 'purchase_order', 'period_from', 'period_to']) if (values[name] === '') values[name] = null
  if (!before) values.state = 'open'

  const whole: Values = { period_from: null, period_to: null, service_contract_id: null, purchase_order: null, bill_to_id: null, grouping: 'customer', ...before, ...values }
  values.grouping = whole.grouping
  const contract = whole.service_contract_id ? await trx.from('service_contracts').where('id', whole.service_contract_id as number).first() : null
  values.bill_to_id = billTo(whole, contract)

  const refusal = manualRefusal(whole as unknown as ManualFacts)
  if (refusal) throw new ManualChargeRefused(refusal.field, refusal.reason)
  if (contract) await checkContract({ ...whole, bill_to_id: values.bill_to_id }, contract, trx)
  const known = await customerCurrencies(Number(values.bill_to_id), trx)
  if (known.length > 0 && !known.includes(String(whole.currency))) throw new ManualChargeRefused('currency', 'other_currency', known.join(', '))

  values.net_cents = amountOf(String(whole.quantity), String(whole.unit_price), String(whole.currency))
}

/** Who is invoiced: whom the charge names, else whom its contract names, else the customer. */
function billTo(charge: Values, contract: Row | null): number {
  if (charge.bill_to_id) return Number(charge.bill_to_id)
  if (contract && !contract.bill_to_id) throw new ManualChargeRefused('bill_to_id', 'contract_without_bill_to')

  return Number(contract?.bill_to_id ?? charge.company_id)
}

async function checkContract(charge: Values, contract: Row, trx: Trx): Promise<void> {
  const companies = [contract.company_id, contract.bill_to_id].map(Number)
  if (!companies.includes(Number(charge.company_id))) throw new ManualChargeRefused('service_contract_id', 'contract_of_other')
  if (charge.currency !== contract.currency) throw new ManualChargeRefused('currency', 'contract_currency', String(contract.currency))
  if (charge.period_from && String(charge.period_from) < String(contract.starts_on)) {
    throw new ManualChargeRefused('period_from', 'before_contract', String(contract.starts_on))
  }
  if (charge.grouping === 'contract' && Number(charge.bill_to_id) !== Number(contract.bill_to_id)) {
    const payer = await trx.from('companies').where('id', contract.bill_to_id as number).select('name').first()
    throw new ManualChargeRefused('bill_to_id', 'contract_bill_to', payer?.name ?? '–')
  }
}
