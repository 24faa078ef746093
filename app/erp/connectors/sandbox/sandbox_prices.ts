import { addDays, yearOf, type CalendarDate } from '#shared/calendar/calendar_date'
import { insertMany } from '#shared/database/bulk'
import type { Trx } from '#shared/database/transaction'
import { PRODUCTS } from '#erp/connectors/sandbox/sandbox_catalogue'

type Row = Record<string, unknown>
const at = (day: CalendarDate) => `${day} 12:00:00`
const SITES = 3
const PRODUCTS_OF_PARTNERS = 9

/** Customers every fourth of whom is a partner, with the payment term of their days. */
export const termOf = (customer: number) => [2, 1, 3][(customer - 1) % 3]
export const listOf = (customer: number) => (customer % 4 === 1 ? 2 : 1)

/** Fills the sandbox with two price lists and with stock at each site. */
export async function fillPricesAndStock(trx: Trx, today: CalendarDate): Promise<void> {
  const opened = at(addDays(today, -760))
  const list = (code: string, name: string): Row => ({ code, name, currency: 'EUR', includes_tax: false, is_active: true, modified_at: opened })
  for (const name of ['sandbox_price_lists', 'sandbox_stock']) await trx.from(name).delete()
  await insertMany(trx, 'sandbox_price_lists', [
    { id: 1, ...list('STD', 'Standard prices'), valid_from: null, valid_until: null },
    { id: 2, ...list('PARTNER', `Partners ${yearOf(today)}`), valid_from: `${yearOf(today)}-01-01`, valid_until: `${yearOf(today)}-12-31` },
  ])
  const line = (priceList: number, product: number, from: string, price: string): Row => ({
    price_list_id: priceList,
    product_id: product,
    from_quantity: from,
    unit_price: price,
    valid_from: null,
    valid_until: null,
  })
  const less = (price: string, percent: number) => ((Number(price) * (100 - percent)) / 100).toFixed(2)
  await insertMany(trx, 'sandbox_price_list_lines', [
    ...PRODUCTS.map(({ price }, index) => line(1, index + 1, '1', price)),
    ...PRODUCTS.slice(0, PRODUCTS_OF_PARTNERS).flatMap(({ price }, index) => [
      line(2, index + 1, '1', less(price, 8)),
      line(2, index + 1, '10', less(price, 12)),
    ]),
  ])
  await insertMany(
    trx,
    'sandbox_stock',
    PRODUCTS.flatMap(({ kind }, index) =>
      kind === 'machine' || kind === 'goods'
        ? Array.from({ length: SITES }, (_, site) => stockRow(index + 1, site + 1, kind === 'goods' ? 40 : 6, at(addDays(today, -1 - ((index * 3 + site) % 9)))))
        : []
    )
  )
}

const stockRow = (product: number, site: number, most: number, movedAt: string): Row => ({
  product_id: product,
  site_id: site,
  quantity: (product * 7 + site * 5) % most,
  reserved: site === 1 ? ((product * 7 + 5) % most) % 3 : 0,
  modified_at: movedAt,
})

/** A payment for each paid invoice of the invented years. */
export async function fillPayments(trx: Trx, invoices: Row[], today: CalendarDate): Promise<void> {
  const numbers = new Map<string, number>()
  const paid = invoices.filter(({ state, total_cents: total }) => state === 'paid' && Number(total) !== 0)
  const rows = paid.map((invoice, index) => {
    const on = invoice.due_on as CalendarDate
    const series = `Z${yearOf(on)}-`
    numbers.set(series, (numbers.get(series) ?? 0) + 1)

    return {
      id: index + 1,
      number: series + String(numbers.get(series)).padStart(5, '0'),
      customer_id: invoice.customer_id,
      kind: 'payment',
      paid_on: on,
      currency: invoice.currency,
      amount_cents: invoice.total_cents,
      is_cancelled: false,
      method: index % 3 === 0 ? 'direct debit' : 'transfer',
      reference: invoice.number,
      modified_at: at(on < today ? on : today),
    }
  })
  await insertMany(trx, 'sandbox_payments', rows)
  await insertMany(trx, 'sandbox_payment_shares', rows.map((row, index) => ({ payment_id: row.id, invoice_id: paid[index].id, amount_cents: row.amount_cents })))
  await insertMany(trx, 'sandbox_counters', [...numbers].map(([name, last]) => ({ name, last })))
}
