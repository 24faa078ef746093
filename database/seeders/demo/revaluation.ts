import { addMonthsAnchored, type CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { insertMany } from '#shared/database/bulk'
import type { Trx } from '#shared/database/transaction'

const MONTHS = 36

/** An index of consumer prices up to last month, which is still provisional, and a policy that the maintenance contracts follow. */
export async function seedRevaluation(trx: Trx, today: CalendarDate): Promise<void> {
  const stamps = { version: 1, created_at: sqlInstant(now()), updated_at: sqlInstant(now()) }
  const [indexId] = await trx.insertQuery().table('price_indices').insert({ code: 'IPC', name: 'Índice de precios de consumo', source: 'INE', ...stamps })
  await insertMany(trx, 'index_values', valuesUntil(today).map((value) => ({ ...value, price_index_id: indexId, natural_key: `${indexId} ${value.month} ${value.is_provisional ? 'provisional' : 'definitive'}`, ...stamps })))

  const policy = { code: 'IPC-ANUAL', name: 'IPC anual, máximo 5 %', method: 'index', fixed_share: '0', base: 'chained', lag_months: 1, cap_pct: '5', effective: 'next_period', first_after_months: 12, every_months: 12 }
  const [policyId] = await trx.insertQuery().table('revaluation_policies').insert({ ...policy, ...stamps })
  await trx.insertQuery().table('revaluation_terms').insert({ revaluation_policy_id: policyId, price_index_id: indexId, weight: '1', ...stamps })
  for (const table of ['contract_models', 'service_contracts']) {
    await trx.from(table).where('kind', 'maintenance').update({ revaluation_policy_id: policyId })
  }
}

function valuesUntil(today: CalendarDate) {
  return Array.from({ length: MONTHS }, (_, index) => {
    const month = addMonthsAnchored(today, index - MONTHS).slice(0, 7)
    const value = (112.4 + index * 0.27 + ((index * 7) % 5) * 0.06).toFixed(2)
    return { month, value, is_provisional: index === MONTHS - 1, published_on: null }
  })
}
