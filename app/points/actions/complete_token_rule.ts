import { isCurrency } from '#shared/money/currency'
import type { Trx } from '#shared/database/transaction'
import type { Row, Values } from '#shared/records/record_type'
import AccountImpossible from '#points/errors/account_impossible'
import { pairTitle } from '#points/queries/pair_title'

/** What a saved token rule must be. */
export async function completeTokenRule(values: Values, before: Row | null, trx: Trx): Promise<void> {
  const whole: Values = { ...before, ...values }
  if (!(Number(whole.tokens) > 0)) throw new AccountImpossible('tokens', 'tokens')
  values.pair_key = `${whole.product_id}:${whole.contract_model_id}`
  values.title = await pairTitle(whole, trx)
}

/** What a saved threshold must be. */
export async function completeTokenThreshold(values: Values, before: Row | null, trx: Trx): Promise<void> {
  const whole: Values = { ...before, ...values }
  for (const name of ['tokens', 'points']) {
    if (!(Number(whole[name]) > 0) || !/^\d+(\.\d{1,2}0*)?$/.test(String(whole[name]))) throw new AccountImpossible(name, 'tokens')
  }
  if (!isCurrency(String(whole.currency))) throw new AccountImpossible('currency', 'currency')
  values.pair_key = `${whole.contract_model_id}:${whole.company_id ?? '*'}`
  values.title = await pairTitle(whole, trx)
}
