import { decimalRatio, parseDecimal } from '#shared/money/decimal'
import ContractImpossible from '#service_contracts/errors/contract_impossible'
import type { EndingFee } from '#service_contracts/rules/change_asked'

/**
 * What ending early costs as people typed it, or null for nothing.
 *
 * @throws {ContractImpossible} for an amount below nothing
 */
export function feeOf(amount: string | null | undefined, text: string): EndingFee | null {
  if (!amount) return null
  const { num } = decimalRatio(parseDecimal(amount))
  if (num < 0n) throw new ContractImpossible('fee', 'fee')
  return num === 0n ? null : { amount, text }
}
