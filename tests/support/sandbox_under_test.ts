import db from '@adonisjs/lucid/services/db'
import type { ErpConnector } from '#contracts/erp'
import { addDays } from '#shared/calendar/calendar_date'
import { now, sqlInstant, todayIn } from '#shared/clock'
import { saveSandboxSettings } from '#erp/connectors/sandbox/sandbox_settings'
import { fillSandboxWorld } from '#erp/connectors/sandbox/sandbox_world'
import type { ErpUnderTest } from '#tests/contract/erp_connector'

/** The sandbox with its company filled, as the suite of the contract wants it, behind any connector that reaches it. */
export async function sandboxUnderTest(connector: ErpConnector): Promise<ErpUnderTest> {
  const today = todayIn('Europe/Madrid')
  const closedUntil = addDays(today, -30)
  await db.transaction(async (trx) => {
    await fillSandboxWorld(trx, today)
    await saveSandboxSettings(trx, { closedUntil })
  })
  const stamped = () => ({ modified_at: sqlInstant(now()) })

  return {
    connector,
    customerId: '3',
    productId: '11',
    tellsProducts: true,
    statesSold: ['order lines', 'serial numbers'],
    currency: 'EUR',
    renameCustomer: async (id, name) => void (await db.from('sandbox_customers').where('id', id).update({ name, ...stamped() })),
    moveCustomer: async (id, city) => void (await db.from('sandbox_addresses').where('customer_id', id).update({ city, ...stamped() })),
    spoil: async () => {
      await db.from('sandbox_orders').where('id', 4).update({ ordered_on: '2026-02-30' })
      return { entity: 'order', id: '4' }
    },
    consign: async () => {
      const lots = JSON.stringify([{ lot: 'L-1', quantity: '6' }, { lot: 'L-2', quantity: '4' }])
      const [id] = await db.table('sandbox_deliveries').insert({ number: 'A-CONSIGNED', kind: 'consignment', customer_id: 3, delivered_on: today, is_cancelled: false, ...stamped() })
      await db.table('sandbox_delivery_lines').insert({ delivery_id: id, position: 1, product_id: 8, quantity: '10', serials: '[]', lots })
      return String(id)
    },
    refusals: [
      { invoice: { customerId: '999999' }, code: 'customer_unknown' },
      { invoice: { customerId: '21' }, code: 'customer_blocked' },
      { invoice: { currency: 'XTS' }, code: 'currency_unknown' },
      { invoice: { issuedOn: closedUntil }, code: 'period_closed' },
      { invoice: { issuedOn: addDays(today, 1) }, code: 'date_in_future' },
    ],
    goods: { siteId: '1', productId: '8', serialised: { productId: '6', serial: 'GW-NEW-1' }, tooMany: '5000' },
  }
}
