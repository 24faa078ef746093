import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { RevaluationPolicy } from '#service_contracts/rules/indexation/price_proposal'
import type { RevaluationRhythm } from '#service_contracts/rules/indexation/revaluation_days'

export type KnownPolicy = RevaluationPolicy & RevaluationRhythm

/** The revaluation policies as the rules read them, by id. */
export async function revaluationPolicies(client: QueryClientContract): Promise<Map<number, KnownPolicy>> {
  const terms = await client
    .from('revaluation_terms')
    .join('price_indices', 'price_indices.id', 'revaluation_terms.price_index_id')
    .select('revaluation_policy_id', 'price_indices.code', 'weight')
    .orderBy('revaluation_terms.id')
  const rows = await client.from('revaluation_policies')

  return new Map(
    rows.map((row) => {
      const own = terms.filter((term) => Number(term.revaluation_policy_id) === Number(row.id)).map(({ code, weight }) => ({ index: String(code), weight: String(weight) }))
      const policy: KnownPolicy = {
        pct: row.method === 'percent' ? row.pct : null,
        formula: row.method === 'index' ? { fixedShare: row.fixed_share, terms: own } : null,
        choice: row.method === 'highest' || row.method === 'lowest' ? { pick: row.method, indices: own.map(({ index }) => index), pct: row.pct } : null,
        ...(row.method === 'price' ? { entered: null } : {}),
        base: row.base,
        lagMonths: Number(row.lag_months),
        floorPct: row.floor_pct,
        capPct: row.cap_pct,
        thresholdPct: row.threshold_pct,
        effective: row.effective,
        firstAfterMonths: Number(row.first_after_months),
        everyMonths: Number(row.every_months),
      }
      return [Number(row.id), policy]
    })
  )
}
