import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { Trx } from '#shared/database/transaction'

interface Asked {
  productId: number
  companyId: number
  quantity: string
  currency: string
  on: CalendarDate
}

/**
 * The ERP's price of a product for a company and a quantity: by the company's price list where
 * that is without tax, else the list price; null where it knows none in this currency.
 */
export async function knownPrice({ productId, companyId, quantity, currency, on }: Asked, trx: Trx): Promise<string | null> {
  const agreed = await trx
    .from('price_list_lines')
    .join('price_lists', 'price_lists.id', 'price_list_lines.price_list_id')
    .join('customers', (join) => void join.on('customers.connection_id', 'price_lists.connection_id').andOn('customers.price_list_external_id', 'price_lists.external_id'))
    .join('companies', 'companies.customer_id', 'customers.id')
    .where({ 'companies.id': companyId, 'price_list_lines.product_id': productId, 'price_lists.currency': currency, 'price_lists.includes_tax': false, 'price_lists.is_active': true })
    .whereNull('price_lists.gone_at')
    .whereNull('price_list_lines.gone_at')
    .where((begun) => void begun.whereNull('price_lists.valid_from').orWhere('price_lists.valid_from', '<=', on))
    .where((lasting) => void lasting.whereNull('price_lists.valid_until').orWhere('price_lists.valid_until', '>=', on))
    .where((begun) => void begun.whereNull('price_list_lines.valid_from').orWhere('price_list_lines.valid_from', '<=', on))
    .where((lasting) => void lasting.whereNull('price_list_lines.valid_until').orWhere('price_list_lines.valid_until', '>=', on))
    .select('price_list_lines.from_quantity', 'price_list_lines.unit_price')
  const reached = agreed.filter(({ from_quantity: from }) => Number(from) <= Number(quantity)).sort((one, other) => Number(other.from_quantity) - Number(one.from_quantity))
  if (reached.length > 0) return String(reached[0].unit_price)

  const product = await trx.from('products').where({ id: productId, currency }).whereNotNull('list_price').first()
  return product ? String(product.list_price) : null
}
