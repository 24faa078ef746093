import { isCurrency } from '#shared/money/currency'
import { parseDecimal } from '#shared/money/decimal'
import ContractImpossible from '#service_contracts/errors/contract_impossible'
import { exponentOf, linePrice } from '#service_contracts/rules/line_price'

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

/**
 * Refuses a price times a quantity that no run could bill.
 *
 * @throws {ContractImpossible} naming the price
 */
export function refuseTooMuch({ unit_price: price, quantity }: Record<string, unknown>, currency: string): void {
  if (!isCurrency(currency)) return
  if (Number.isNaN(linePrice(String(price), String(quantity), exponentOf(currency)).wholeAmount)) throw new ContractImpossible('unit_price', 'too_large')
}

function isDecimal(text: string): boolean {
  try {
    parseDecimal(text)
    return true
  } catch {
    return false
  }
}
