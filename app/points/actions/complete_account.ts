import { isCurrency } from '#shared/money/currency'
import { parseDecimal } from '#shared/money/decimal'
import { numbered, takeNumbers } from '#shared/database/numbers'
import type { Trx } from '#shared/database/transaction'
import type { Row, Values } from '#shared/records/record_type'
import AccountImpossible from '#points/errors/account_impossible'
import { parsePoints } from '#points/rules/points'

const POINTS = ['overdraft_limit', 'recharge_below', 'recharge_points']
const PRICES = ['remainder_price', 'recharge_price']

/** What a saved points account must be, and the number a new one gets. */
export async function completeAccount(values: Values, before: Row | null, trx: Trx): Promise<void> {
  const whole: Values = { ...before, ...values }
  const lacks = (name: string) => whole[name] === null || whole[name] === undefined || whole[name] === ''
  if (!isCurrency(String(whole.currency))) throw new AccountImpossible('currency', 'currency')
  for (const name of POINTS) if (!lacks(name) && !arePoints(String(whole[name]))) throw new AccountImpossible(name, 'points')
  for (const name of PRICES) if (!lacks(name) && !isPrice(String(whole[name]))) throw new AccountImpossible(name, 'price')
  if (whole.shortage === 'overdraw' && lacks('overdraft_limit')) throw new AccountImpossible('overdraft_limit', 'limit')
  if (whole.shortage === 'invoice_remainder' && lacks('remainder_price')) throw new AccountImpossible('remainder_price', 'remainder')
  const missing = ['recharge_below', 'recharge_points', 'recharge_price'].filter(lacks)
  if (missing.length === 1 || missing.length === 2) throw new AccountImpossible(missing[0], 'recharge')

  if (!before) {
    values.number = numbered('P-', await takeNumbers('point_accounts', 1, trx))
    values.status = 'open'
    return
  }
  if (whole.status === 'closed' && before.status === 'open' && parsePoints(String(before.balance)) !== 0) throw new AccountImpossible('status', 'owing')
}

function arePoints(text: string): boolean {
  try {
    return parsePoints(text) >= 0
  } catch {
    return false
  }
}

function isPrice(text: string): boolean {
  try {
    return parseDecimal(text).unscaled >= 0n
  } catch {
    return false
  }
}
