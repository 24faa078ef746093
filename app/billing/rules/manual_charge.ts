import { compare, multiply, ratio } from '#shared/money/ratio'
import { currencyExponent, isCurrency } from '#shared/money/currency'
import { decimalRatio, parseDecimal, roundToDecimal } from '#shared/money/decimal'
import type { MinorUnits } from '#shared/money/money'
import { toSafeInteger } from '#shared/money/rounding'

export type ManualGrouping = 'customer' | 'contract' | 'order' | 'own'

export type ManualRefusal = 'currency' | 'quantity' | 'price' | 'amount' | 'nothing' | 'period_open' | 'period_order' | 'needs_contract' | 'needs_order'

/** What a person says of a charge, as far as it can contradict itself; dates are `YYYY-MM-DD`. */
export interface ManualFacts {
  currency: string
  /** Decimal text. */
  quantity: string
  unit_price: string
  period_from: string | null
  /** Exclusive. */
  period_to: string | null
  grouping: ManualGrouping
  service_contract_id: number | null
  purchase_order: string | null
}

/** Why a charge cannot be as it is described, with the field that says so; null when it can. */
export function manualRefusal(facts: ManualFacts): { field: string; reason: ManualRefusal } | null {
  if (!isCurrency(facts.currency)) return { field: 'currency', reason: 'currency' }
  if (!isPositive(facts.quantity)) return { field: 'quantity', reason: 'quantity' }
  if (!isPositive(facts.unit_price)) return { field: 'unit_price', reason: 'price' }
  const amount = amountOf(facts.quantity, facts.unit_price, facts.currency)
  if (amount === null) return { field: 'unit_price', reason: 'amount' }
  if (amount === 0) return { field: 'unit_price', reason: 'nothing' }
  if (Boolean(facts.period_from) !== Boolean(facts.period_to)) return { field: facts.period_from ? 'period_to' : 'period_from', reason: 'period_open' }
  if (facts.period_from && facts.period_to && facts.period_to <= facts.period_from) return { field: 'period_to', reason: 'period_order' }
  if (facts.grouping === 'contract' && !facts.service_contract_id) return { field: 'service_contract_id', reason: 'needs_contract' }
  if (facts.grouping === 'order' && !facts.purchase_order) return { field: 'purchase_order', reason: 'needs_order' }

  return null
}

/** Quantity × unit price in minor units, rounded once, halves away from zero; null beyond what an amount can hold. */
export function amountOf(quantity: string, unitPrice: string, currency: string): MinorUnits | null {
  const product = multiply(decimalRatio(parseDecimal(quantity)), decimalRatio(parseDecimal(unitPrice)))
  try {
    return toSafeInteger(roundToDecimal(product, currencyExponent(currency)).unscaled)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function isPositive(text: string): boolean {
  return compare(decimalRatio(parseDecimal(text)), ratio(0)) > 0
}
