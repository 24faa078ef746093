import type { Trx } from '#shared/database/transaction'
import type { Row, Values } from '#shared/records/record_type'
import CoverageImpossible from '#service_contracts/errors/coverage_impossible'
import { productNames } from '#service_contracts/queries/product_names'
import { listOf } from '#service_contracts/rules/coverage/set_terms'

const NEEDED: Record<string, string> = {
  item: 'installed_item_id',
  component: 'installed_item_id',
  product: 'product_id',
  family: 'product_family_id',
  commercial_group: 'commercial_group_id',
  site: 'site',
}

/** Refuses a rule nobody could apply: a scope without its item, a percentage beyond 100, products that do not exist. */
export async function refuseBadRule(values: Values, before: Row | null, trx: Trx): Promise<void> {
  const whole: Values = { ...before, ...values }
  const percent = Number(whole.percent)
  if (!(percent >= 0 && percent <= 100)) throw new CoverageImpossible('percent', 'percent')
  for (const name of ['unit_price_ceiling', 'deductible']) {
    if (String(whole[name] ?? '').startsWith('-')) throw new CoverageImpossible(name, 'negative')
  }
  const needed = NEEDED[String(whole.item_scope)]
  if (needed && !whole[needed]) throw new CoverageImpossible(needed, 'scope_needs')
  for (const name of ['included_products', 'excluded_products']) {
    const listed = listOf(whole[name] as string | null)
    const known = await productNames(listed, trx)
    if (listed.some((number) => !known.has(number))) throw new CoverageImpossible(name, 'products_unknown')
  }
}

/** Refuses a limit of nothing, and one on a rule of another set. */
export async function refuseBadLimit(values: Values, before: Row | null, trx: Trx): Promise<void> {
  const whole: Values = { ...before, ...values }
  if (!(Number(whole.figure) > 0)) throw new CoverageImpossible('figure', 'figure')
  if (Number(whole.period_count) < 1) throw new CoverageImpossible('period_count', 'figure')
  if (!whole.coverage_rule_id) return
  const rule = await trx.from('coverage_rules').where({ id: whole.coverage_rule_id, coverage_set_id: whole.coverage_set_id }).first()
  if (!rule) throw new CoverageImpossible('coverage_rule_id', 'rule_elsewhere')
}
