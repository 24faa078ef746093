import type { Trx } from '#shared/database/transaction'
import { decimalRatio, parseDecimal } from '#shared/money/decimal'
import { add, compare, ratio, type Ratio } from '#shared/money/ratio'
import type { Row, Values } from '#shared/records/record_type'
import IndexationImpossible from '#service_contracts/errors/indexation_impossible'

/** What a saved revaluation policy must be. */
export async function completeRevaluationPolicy(values: Values, before: Row | null, trx: Trx): Promise<void> {
  const whole = { ...before, ...values }
  values.fixed_share ??= before?.fixed_share ?? '0'
  if (whole.method === 'percent' && !whole.pct) throw new IndexationImpossible('pct', 'pct_needed')
  if (whole.floor_pct && whole.cap_pct && compare(exact(whole.floor_pct), exact(whole.cap_pct)) > 0) {
    throw new IndexationImpossible('floor_pct', 'floor_above_cap')
  }
  for (const name of ['first_after_months', 'every_months']) if (Number(whole[name]) < 1) throw new IndexationImpossible(name, 'rhythm')
  refuseShare('fixed_share', values.fixed_share)
  if (before && !isChoice(whole.method)) await refuseTooMuch('fixed_share', before.id, exact(values.fixed_share), 0, trx)
}

/** What a saved term of a policy must be: the shares may be entered one after another, never more than the whole. */
export async function completeRevaluationTerm(values: Values, before: Row | null, trx: Trx): Promise<void> {
  const whole = { ...before, ...values }
  refuseShare('weight', whole.weight)
  const policy = await trx.from('revaluation_policies').where('id', Number(whole.revaluation_policy_id)).forUpdate().firstOrFail()
  // indices that compete have no shares
  if (!isChoice(policy.method)) await refuseTooMuch('weight', Number(policy.id), add(exact(policy.fixed_share), exact(whole.weight)), before?.id ?? 0, trx)
}

/**
 * Refuses a formula that is not whole when a model or a contract is to follow it: without its indices, or with weights that do not add up to 1.
 *
 * @throws {IndexationImpossible} naming the field that chooses the policy
 */
export async function refuseUnfinishedPolicy(values: Values, before: Row | null, trx: Trx): Promise<void> {
  const id = Number(values.revaluation_policy_id ?? 0)
  if (id === 0 || id === Number(before?.revaluation_policy_id ?? 0)) return
  const policy = await trx.from('revaluation_policies').where('id', id).first()
  if (!policy || policy.method === 'percent' || policy.method === 'price') return
  const terms = await trx.from('revaluation_terms').where('revaluation_policy_id', id)
  if (isChoice(policy.method)) {
    if (terms.length + (policy.pct ? 1 : 0) < 2) throw new IndexationImpossible('revaluation_policy_id', 'nothing_to_choose')
    return
  }
  const sum = terms.reduce((total, { weight }) => add(total, exact(weight)), exact(policy.fixed_share))
  if (terms.length === 0) throw new IndexationImpossible('revaluation_policy_id', 'no_index')
  if (compare(sum, ratio(1)) !== 0) throw new IndexationImpossible('revaluation_policy_id', 'unfinished')
}

async function refuseTooMuch(field: string, policyId: number, share: Ratio, exceptTerm: number, trx: Trx): Promise<void> {
  const terms = await trx.from('revaluation_terms').where('revaluation_policy_id', policyId).whereNot('id', exceptTerm)
  const sum = terms.reduce((total, { weight }) => add(total, exact(weight)), share)
  if (compare(sum, ratio(1)) > 0) throw new IndexationImpossible(field, 'shares')
}

const isChoice = (method: unknown): boolean => method === 'highest' || method === 'lowest'

function refuseShare(field: string, value: unknown): void {
  const share = exact(value)
  if (compare(share, ratio(0)) < 0 || compare(share, ratio(1)) > 0) throw new IndexationImpossible(field, 'share')
}

const exact = (text: unknown): Ratio => decimalRatio(parseDecimal(String(text)))
