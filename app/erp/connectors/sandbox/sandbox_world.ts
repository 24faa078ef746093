import { addDays, yearOf, type CalendarDate } from '#shared/calendar/calendar_date'
import { insertMany } from '#shared/database/bulk'
import type { Trx } from '#shared/database/transaction'
import { divideHalfAwayFromZero } from '#shared/money/rounding'
import { lineAmount } from '#erp/rules/line_amount'
import { CUSTOMERS, PRODUCTS } from '#erp/connectors/sandbox/sandbox_catalogue'
import { fillPayments, fillPricesAndStock, listOf, termOf } from '#erp/connectors/sandbox/sandbox_prices'
import { inventSales, type InventedSale } from '#erp/connectors/sandbox/sandbox_sales'
import { saveSandboxSettings } from '#erp/connectors/sandbox/sandbox_settings'

type Row = Record<string, unknown>
const at = (day: CalendarDate) => `${day} 12:00:00`

/**
 * Fills an empty sandbox with a believable company: customers, products, and two years of
 * orders, deliveries, returns and invoices up to `today`. The same seed and day give the
 * same company.
 */
export async function fillSandboxWorld(trx: Trx, today: CalendarDate, seed = 1): Promise<Record<string, number>> {
  const sales = inventSales(today, seed)
  const opened = at(addDays(today, -760))
  await saveSandboxSettings(trx, { company: 'Equipos Ibéricos S.L.', currency: 'EUR', timeZone: 'Europe/Madrid' })

  await insertMany(
    trx,
    'sandbox_products',
    PRODUCTS.map((product, index) => ({
      id: index + 1,
      number: product.number,
      name: product.name,
      unit: product.unit,
      list_price: product.price,
      tax_percent: product.tax,
      is_active: true,
      is_serialised: product.kind === 'machine',
      is_service: product.kind === 'service' || product.kind === 'contract',
      contract_model: product.contractModel ?? null,
      modified_at: opened,
    }))
  )
  await fillPricesAndStock(trx, today)
  await insertCustomers(trx, opened)
  const rows = documents(sales, today)
  for (const [table, own] of Object.entries(rows)) await insertMany(trx, `sandbox_${table}`, own)
  await insertMany(trx, 'sandbox_counters', countersOf(rows))
  await fillPayments(trx, rows.invoices, today)

  return Object.fromEntries([
    ['customers', CUSTOMERS.length],
    ['products', PRODUCTS.length],
    ...Object.entries(rows).map(([table, own]) => [table, own.length]),
  ])
}

async function insertCustomers(trx: Trx, opened: string): Promise<void> {
  await insertMany(
    trx,
    'sandbox_customers',
    CUSTOMERS.map((customer, index) => ({
      id: index + 1,
      number: `C${String(index + 1).padStart(5, '0')}`,
      name: customer.name,
      tax_id: customer.taxId,
      email: customer.email,
      phone: customer.phone,
      website: `https://www.${customer.email.split('@')[1]}`,
      language: customer.language,
      payment_days: [30, 15, 60][index % 3],
      payment_term_id: termOf(index + 1),
      price_list_id: listOf(index + 1),
      is_active: index !== 13,
      is_blocked: index === 20,
      modified_at: opened,
    }))
  )
  await insertMany(
    trx,
    'sandbox_addresses',
    CUSTOMERS.flatMap((customer, index) =>
      customer.addresses.map(({ street, postalCode, city, country }) => ({
        customer_id: index + 1,
        street,
        postal_code: postalCode,
        city,
        country,
        is_active: true,
      }))
    )
  )
  await insertMany(
    trx,
    'sandbox_contacts',
    CUSTOMERS.map(({ contact, email, phone }, index) => ({
      customer_id: index + 1,
      name: contact,
      email: email.replace('info', 'office'),
      phone,
    }))
  )
}

/** Every document with its lines, dated and numbered in order. */
function documents(sales: InventedSale[], today: CalendarDate) {
  const rows: Record<'orders' | 'order_lines' | 'deliveries' | 'delivery_lines' | 'invoices' | 'invoice_lines', Row[]> =
    {
      orders: [],
      order_lines: [],
      deliveries: [],
      delivery_lines: [],
      invoices: [],
      invoice_lines: [],
    }
  const numbers = new Map<string, number>()
  const number = (letter: string, day: CalendarDate) => {
    const series = `${letter}${yearOf(day)}-`
    numbers.set(series, (numbers.get(series) ?? 0) + 1)
    return series + String(numbers.get(series)).padStart(5, '0')
  }
  const moves = sales.flatMap((sale, index) => sale.moves.map((move) => ({ ...move, sale, orderId: index + 1 })))

  sales.forEach((sale, index) => {
    rows.orders.push({
      id: index + 1,
      number: number('P', sale.on),
      customer_id: sale.customer,
      ordered_on: sale.on,
      requested_on: sale.state === 'confirmed' ? addDays(sale.on, 30) : null,
      state: sale.state,
      currency: 'EUR',
      customer_reference: sale.reference,
      modified_at: at(sale.moves.at(-1)?.on ?? sale.on),
    })
    sale.lines.forEach((line, position) => {
      const product = PRODUCTS[line.product - 1]
      rows.order_lines.push({
        id: line.id,
        order_id: index + 1,
        position: position + 1,
        product_id: line.product,
        description: product.name,
        quantity: String(line.quantity),
        unit_price: product.price,
        is_cancelled: sale.state === 'cancelled',
      })
    })
  })

  for (const { on, kind, lines, sale, orderId } of moves.sort((one, other) => (one.on < other.on ? -1 : 1))) {
    const id = rows.deliveries.length + 1
    const { street, postalCode, city } = CUSTOMERS[sale.customer - 1].addresses.at(-1)!
    rows.deliveries.push({
      id,
      number: number(kind === 'return' ? 'D' : 'A', on),
      kind,
      customer_id: sale.customer,
      order_id: orderId,
      delivered_on: on,
      is_cancelled: false,
      place: `${street}, ${postalCode} ${city}`,
      modified_at: at(on),
    })
    lines.forEach((line, position) =>
      rows.delivery_lines.push({
        delivery_id: id,
        position: position + 1,
        product_id: line.product,
        order_line_id: line.orderLine,
        quantity: String(line.quantity),
        serials: JSON.stringify(line.serials),
      })
    )
    if (kind === 'delivery' || addDays(on, 1) <= today)
      invoice(rows, on, kind === 'return' ? -1 : 1, sale, lines, number('F', on), today)
  }

  return rows
}

function invoice(
  rows: ReturnType<typeof documents>,
  on: CalendarDate,
  sign: 1 | -1,
  sale: InventedSale,
  lines: InventedSale['moves'][number]['lines'],
  number: string,
  today: CalendarDate
): void {
  const id = rows.invoices.length + 1
  const own = lines.map((line, position) => {
    const { name, price, tax } = PRODUCTS[line.product - 1]
    const quantity = String(sign * line.quantity)
    return {
      invoice_id: id,
      position: position + 1,
      product_id: line.product,
      description: name,
      quantity,
      unit_price: price,
      net_cents: lineAmount(quantity, price, 'EUR'),
      tax_percent: tax,
      order_line_id: line.orderLine,
      serials: JSON.stringify(line.serials),
    }
  })
  const net = own.reduce((sum, line) => sum + line.net_cents, 0)
  const tax = own.reduce((sum, line) => sum + divideHalfAwayFromZero(line.net_cents * line.tax_percent, 100), 0)
  const dueOn = addDays(on, [30, 15, 60][(sale.customer - 1) % 3])
  const isPaid = dueOn < today && id % 9 !== 0
  rows.invoices.push({
    id,
    number,
    reference: null,
    customer_id: sale.customer,
    state: isPaid ? 'paid' : 'posted',
    issued_on: on,
    due_on: dueOn,
    currency: 'EUR',
    net_cents: net,
    tax_cents: tax,
    total_cents: net + tax,
    open_cents: isPaid ? 0 : net + tax,
    text: sale.reference ?? '',
    modified_at: at(isPaid ? dueOn : on),
  })
  rows.invoice_lines.push(...own)
}

/** The last number of each series, so that what is entered next goes on from there. */
function countersOf(rows: ReturnType<typeof documents>): Row[] {
  const last = new Map<string, number>([['C', CUSTOMERS.length]])
  for (const { number } of [...rows.orders, ...rows.deliveries, ...rows.invoices] as { number: string }[]) {
    const [year, count] = number.split('-')
    last.set(`${year}-`, Math.max(last.get(`${year}-`) ?? 0, Number(count)))
  }

  return [...last].map(([name, count]) => ({ name, last: count }))
}
