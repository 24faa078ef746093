import type { Actor } from '#shared/actor'
import { todayIn } from '#shared/clock'
import type { Trx } from '#shared/database/transaction'
import type { Row, Values } from '#shared/records/record_type'
import SaleImpossible from '#sales/errors/sale_impossible'
import { knownPrice } from '#crm/queries/known_price'
import { lineNet, totalNet } from '#sales/rules/line_net'

const DISCOUNT = /^\d{1,3}(\.\d{1,2}0*)?$/

/**
 * Completes a line of an opportunity or an offer: the words and the price of its product where
 * none were entered, and the amount.
 */
export async function completeLine(values: Values, before: Row | null, owner: Row, trx: Trx, actor: Actor): Promise<void> {
  const whole: Values = { ...before, ...values }
  const currency = String(owner.currency)
  if (!(Number(whole.quantity) > 0)) throw new SaleImpossible('quantity', 'quantity')
  refuseBadDiscount(whole.discount_percent)

  const product = whole.product_id ? await trx.from('products').where('id', Number(whole.product_id)).first() : null
  if (!whole.description) values.description = whole.description = product ? String(product.name).slice(0, 255) : null
  if (!whole.description) throw new SaleImpossible('description', 'description')
  if (isEmpty(whole.unit_price)) {
    if (!product) throw new SaleImpossible('unit_price', 'unit_price')
    const asked = { productId: Number(product.id), companyId: Number(owner.company_id), quantity: String(whole.quantity), currency, on: todayIn(actor.timeZone) }
    values.unit_price = whole.unit_price = await knownPrice(asked, trx)
    if (isEmpty(whole.unit_price)) throw new SaleImpossible('price_unknown', 'unit_price', { currency })
  }
  if (Number(whole.unit_price) < 0) throw new SaleImpossible('unit_price', 'unit_price')
  values.currency = currency
  values.net_cents = netOf(whole, currency)
}

/** What lines come to. @throws {SaleImpossible} beyond what an amount can hold */
export function wholeNet(nets: readonly number[]): number {
  try {
    return totalNet(nets)
  } catch (error) {
    if (error instanceof RangeError) throw new SaleImpossible('too_large', 'unit_price')
    throw error
  }
}

function netOf({ quantity, unit_price: price, discount_percent: discount }: Values, currency: string): number {
  try {
    return lineNet({ quantity: String(quantity), unitPrice: String(price), discountPercent: isEmpty(discount) ? null : String(discount) }, currency)
  } catch (error) {
    if (error instanceof RangeError) throw new SaleImpossible('too_large', 'unit_price')
    throw error
  }
}

function refuseBadDiscount(discount: unknown): void {
  if (isEmpty(discount)) return
  if (!DISCOUNT.test(String(discount)) || Number(discount) > 100) throw new SaleImpossible('discount', 'discount_percent')
}

const isEmpty = (value: unknown) => value === null || value === undefined || value === ''
