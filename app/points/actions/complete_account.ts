import { isCurrency } from '#shared/money/currency'
import { numbered, takeNumbers } from '#shared/database/numbers'
import type { Trx } from '#shared/database/transaction'
import type { Row, Values } from '#shared/records/record_type'
import AccountImpossible from '#points/errors/account_impossible'
import { parsePoints } from '#points/rules/points'
import { refuseBadPolicy } from '#points/rules/policy_refusals'

/** What a saved points account must be, and the number a new one gets. */
export async function completeAccount(values: Values, before: Row | null, trx: Trx): Promise<void> {
  const whole: Values = { ...before, ...values }
  if (!isCurrency(String(whole.currency))) throw new AccountImpossible('currency', 'currency')
  refuseBadPolicy(whole)
  if (!before) {
    values.number = numbered('P-', await takeNumbers('point_accounts', 1, trx))
    values.status = 'open'
    return
  }
  if (whole.currency !== before.currency && Number(before.last_entry) > 0) throw new AccountImpossible('currency', 'booked')
  if (whole.status === 'closed' && before.status === 'open' && parsePoints(String(before.balance)) !== 0) throw new AccountImpossible('status', 'owing')
}
