import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { addDays } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import IssueSandboxInvoice from '#erp/actions/issue_sandbox_invoice'
import { fillSandboxWorld } from '#erp/connectors/sandbox/sandbox_world'

const TABLES = ['invoice_lines', 'invoices', 'delivery_lines', 'deliveries', 'order_lines', 'orders', 'contacts']
const EMPTIED = [...TABLES, 'addresses', 'customers', 'products', 'counters', 'settings']

test.group('Invoice numbers of the sandbox', (group) => {
  const today = todayIn('Europe/Madrid')
  const empty = async () => {
    for (const table of EMPTIED) await db.from(`sandbox_${table}`).delete()
  }
  const issue = (reference: string, customerId = '3') =>
    new IssueSandboxInvoice().handle(
      {
        reference,
        customerId,
        issuedOn: null,
        currency: 'EUR',
        netCents: 95_00,
        text: '',
        lines: [
          {
            productId: '11',
            description: 'Maintenance',
            quantity: '1',
            unitPrice: '95',
            netCents: 95_00,
            taxCode: null,
          },
        ],
      },
      today
    )

  group.each.setup(async () => {
    await empty()
    await db.transaction((trx) => fillSandboxWorld(trx, addDays(today, -1)))
    return empty
  })

  test('have no gap and no twin when ten people post at once and some are refused', async ({ assert }) => {
    const last = await db
      .from('sandbox_counters')
      .where('name', `F${today.slice(0, 4)}-`)
      .first()
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) => issue(`T-${index}`, index % 4 === 3 ? '21' : String(index + 1)))
    )
    const ids = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : []))
    const rows = await db.from('sandbox_invoices').whereIn('id', ids)
    const counts = rows
      .map(({ number }) => Number(number.split('-')[1]) - (last?.last ?? 0))
      .sort((one, other) => one - other)

    assert.deepEqual(counts, [1, 2, 3, 4, 5, 6, 7, 8])
  })
})
