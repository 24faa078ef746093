import { parseDecimal } from '#shared/money/decimal'
import ContractImpossible from '#service_contracts/errors/contract_impossible'

/**
 * Refuses a quantity or a price that is no decimal number.
 *
 * @throws {ContractImpossible} naming the field
 */
export function refuseBadFigures(line: Record<string, unknown>): void {
  for (const name of ['quantity', 'unit_price']) {
    if (!isDecimal(String(line[name]))) throw new ContractImpossible(name, 'price')
  }
}

function isDecimal(text: string): boolean {
  try {
    parseDecimal(text)
    return true
  } catch {
    return false
  }
}
