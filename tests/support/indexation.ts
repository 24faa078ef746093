import db from '@adonisjs/lucid/services/db'

const STAMPS = { version: 1, created_at: '2026-01-01 00:00:00', updated_at: '2026-01-01 00:00:00' }

/** A policy that follows the index CPI of the month before, each year; answers its id. */
export async function policyOnCpi(more: object = {}): Promise<number> {
  const [indexId] = await db.table('price_indices').insert({ code: 'CPI', name: 'Consumer prices', ...STAMPS })
  const policy = { code: 'CPI-Y', name: 'Consumer prices, yearly', method: 'index', fixed_share: '0', base: 'chained', lag_months: 1, effective: 'next_period', first_after_months: 12, every_months: 12 }
  const [policyId] = await db.table('revaluation_policies').insert({ ...policy, ...more, ...STAMPS })
  await db.table('revaluation_terms').insert({ revaluation_policy_id: policyId, price_index_id: indexId, weight: '1', ...STAMPS })
  return Number(policyId)
}

export async function indexValue(month: string, value: string, isProvisional = false): Promise<void> {
  const { id } = await db.from('price_indices').where('code', 'CPI').firstOrFail()
  const natural = `${id} ${month} ${isProvisional ? 'provisional' : 'definitive'}`
  await db.table('index_values').insert({ price_index_id: id, month, value, is_provisional: isProvisional, natural_key: natural, ...STAMPS })
}
