import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import OrderOffer from '#erp/actions/order_offer'
import SandboxConnector from '#erp/connectors/sandbox/sandbox_connector'
import ErpConnection from '#erp/models/erp_connection'
import '#start/jobs'

const AT = '2026-01-01 00:00:00'
const STAMPS = { version: 1, created_at: AT, updated_at: AT }
/** What the test commits to, those first that refer to others. */
const TABLES = ['outbox_events', 'outbox_messages', 'jobs', 'placed_order_lines', 'placed_orders', 'offer_lines', 'offers', 'companies', 'products', 'customers', 'erp_connections']

test.group('An accepted offer that several people order at once', (group) => {
  let offerId: number

  // no transaction round the test: each must see what the other committed
  group.setup(async () => {
    const last = new Map<string, number>()
    for (const table of TABLES) last.set(table, Number((await db.from(table).max('id as id').first())?.id ?? 0))
    offerId = await acceptedOffer()
    return async () => {
      for (const table of TABLES) await db.from(table).where('id', '>', last.get(table)!).delete()
    }
  })

  test('is ordered once, and all of them are told that one order', async ({ assert }) => {
    const order = (name: string) => new OrderOffer().handle(offerId, { requestedOn: null, products: {}, decimals: 8 }, { id: null, name })
    const orders = await Promise.all(['Ana', 'Ion', 'Eva', 'Dan', 'Ada'].map(order))

    assert.lengthOf(new Set(orders.map(({ id }) => Number(id))), 1)
    assert.lengthOf(await db.from('placed_orders').where({ source_type: 'offer', source_id: offerId }), 1)
    assert.lengthOf(await db.from('outbox_messages').where({ kind: 'order', reference: orders[0].reference }), 1)
  }).timeout(30_000)
})

async function acceptedOffer(): Promise<number> {
  const facts = { settings: {}, isActive: true, timeZone: 'Europe/Madrid', overlapMinutes: 15, fullEveryDays: 7, description: await new SandboxConnector().describe() }
  const { id: connectionId } = await ErpConnection.create({ name: 'Head office', kind: 'sandbox', ...facts })
  const mirrored = { connection_id: connectionId, external_id: 'A', payload_hash: 'x'.repeat(43), mirrored_at: AT, is_active: true }
  const [customerId] = await db.table('customers').insert({ ...mirrored, number: 'C1', name: 'Roy', is_blocked: false })
  const [productId] = await db.table('products').insert({ ...mirrored, number: 'P1', name: 'Pump', unit: 'pc', is_serialised: false, is_service: false })
  const [companyId] = await db.table('companies').insert({ name: 'Roy', status: 'customer', nature: 'direct', is_blocked: false, customer_id: customerId, ...STAMPS })
  const [id] = await db.table('offers').insert({ number: 'OF-AT-ONCE', subject: 'Pumps', company_id: companyId, status: 'accepted', valid_until: '2099-01-01', currency: 'EUR', net_cents: 20_000, ...STAMPS })
  await db.table('offer_lines').insert({ offer_id: id, position: 1, product_id: productId, description: 'Pump', quantity: '2', unit_price: '100', currency: 'EUR', net_cents: 20_000, ...STAMPS })
  return Number(id)
}
