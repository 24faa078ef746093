import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { currencyExponent } from '#shared/money/currency'
import { decimalText } from '#shared/money/decimal'
import { limitPeriod } from '#service_contracts/rules/coverage/limit_period'
import { millionthsText } from '#service_contracts/rules/coverage/exact'
import type { CoverageLimit, LimitUse } from '#service_contracts/rules/coverage/coverage_terms'

/** What is reserved or used up of one limit, for one item or skill, in one period. */
export interface StoredUse {
  limit: string
  key: string | null
  periodFrom: string | null
  used: bigint
}

/** Uses of each contract's limits that count: reserved for open work, or used up by work that is done. */
export async function storedUses(contractIds: number[], client: QueryClientContract): Promise<Map<number, StoredUse[]>> {
  const uses = new Map<number, StoredUse[]>()
  if (contractIds.length === 0) return uses
  const rows = await client
    .from('coverage_uses')
    .select('service_contract_id', 'limit_key', 'use_key', 'period_from')
    .sum('used as used')
    .whereIn('service_contract_id', contractIds)
    .whereIn('status', ['reserved', 'committed'])
    .groupBy('service_contract_id', 'limit_key', 'use_key', 'period_from')
  for (const row of rows) {
    const use = { limit: row.limit_key, key: row.use_key, periodFrom: row.period_from, used: BigInt(row.used) }
    uses.set(Number(row.service_contract_id), [...(uses.get(Number(row.service_contract_id)) ?? []), use])
  }
  return uses
}

/** What was used of a limit in its period round a day, as a case writes it. */
export function usedOf(limit: CoverageLimit, uses: readonly StoredUse[], start: CalendarDate, day: CalendarDate, currency: string): LimitUse[] {
  if (!uses.some((use) => use.limit === limit.id)) return []
  const from = limitPeriod(limit, start, day)?.from ?? null
  const text = (used: bigint) => (limit.amount === null ? millionthsText(used) : decimalText({ unscaled: used, scale: currencyExponent(currency) }))
  return uses.filter((use) => use.limit === limit.id && use.periodFrom === from).map(({ key, used }) => ({ key, figure: text(used) }))
}
