import { parseDecimal } from '#shared/money/decimal'
import AccountImpossible from '#points/errors/account_impossible'
import { parsePoints } from '#points/rules/points'

const POINTS = ['overdraft_limit', 'recharge_below', 'recharge_points']
const PRICES = ['remainder_price', 'recharge_price', 'unit_value']

/**
 * Refuses a policy that could never be followed.
 *
 * @throws {AccountImpossible} with the field
 */
export function refuseBadPolicy(whole: Record<string, unknown>): void {
  const lacks = (name: string) => whole[name] === null || whole[name] === undefined || whole[name] === ''
  for (const name of POINTS) if (!lacks(name) && !isReadable(() => parsePoints(String(whole[name])) >= 0)) throw new AccountImpossible(name, 'points')
  for (const name of PRICES) if (!lacks(name) && !isReadable(() => parseDecimal(String(whole[name])).unscaled >= 0n)) throw new AccountImpossible(name, 'price')
  if (whole.shortage === 'overdraw' && lacks('overdraft_limit')) throw new AccountImpossible('overdraft_limit', 'limit')
  if (whole.shortage === 'invoice_remainder' && lacks('remainder_price')) throw new AccountImpossible('remainder_price', 'remainder')
  const missing = ['recharge_below', 'recharge_points', 'recharge_price'].filter(lacks)
  if (missing.length === 1 || missing.length === 2) throw new AccountImpossible(missing[0], 'recharge')
  if (Number(whole.grace_days ?? 1) < 1 || Number(whole.grace_days ?? 1) > 3660) throw new AccountImpossible('grace_days', 'grace')
  if (!lacks('recharge_months') && (Number(whole.recharge_months) < 1 || Number(whole.recharge_months) > 1200)) throw new AccountImpossible('recharge_months', 'months')
}

function isReadable(read: () => boolean): boolean {
  try {
    return read()
  } catch {
    return false
  }
}
