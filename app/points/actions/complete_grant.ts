import type { Trx } from '#shared/database/transaction'
import type { Row, Values } from '#shared/records/record_type'
import AccountImpossible from '#points/errors/account_impossible'
import { pairTitle } from '#points/queries/pair_title'
import { refuseBadPolicy } from '#points/rules/policy_refusals'

/** What a saved grant of points must be. */
export async function completeGrant(values: Values, before: Row | null, trx: Trx): Promise<void> {
  const whole: Values = { ...before, ...values }
  if (!(Number(whole.points) > 0) || !/^\d+(\.\d{1,2}0*)?$/.test(String(whole.points))) throw new AccountImpossible('points', 'points')
  refuseBadPolicy(whole)
  values.title = await pairTitle(whole, trx)
}
