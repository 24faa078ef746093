import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { productNames } from '#service_contracts/queries/product_names'
import { listOf, termsOfSet, type CoverageTerms } from '#service_contracts/rules/coverage/set_terms'
import type { Trx } from '#shared/database/transaction'

/** The terms of a coverage set as its rows stand now, published or not. */
export async function currentTerms(setId: number, client: QueryClientContract): Promise<CoverageTerms> {
  const set = await client.from('coverage_sets').where('id', setId).firstOrFail()
  const rules = await client.from('coverage_rules').where('coverage_set_id', setId)
  const limits = await client.from('coverage_limits').where('coverage_set_id', setId)
  const listed = rules.flatMap((rule) => [...listOf(rule.included_products), ...listOf(rule.excluded_products)])
  return termsOfSet({ set, rules, limits, names: await productNames(listed, client as Trx) })
}

/** The newest publication of a set, or null. */
export async function newestVersion(setId: number, client: QueryClientContract): Promise<{ number: number; terms: string } | null> {
  const row = await client.from('coverage_set_versions').where('coverage_set_id', setId).orderBy('number', 'desc').first()
  return row ? { number: Number(row.number), terms: row.terms } : null
}
