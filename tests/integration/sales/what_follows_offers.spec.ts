import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { withInitialValues } from '#shared/records/initial_values'
import OrderOffer from '#erp/actions/order_offer'
import ErpOutcomeUnknown from '#erp/errors/erp_outcome_unknown'
import SandboxOrderIntake from '#erp/connectors/sandbox/sandbox_order_intake'
import { orderOnOfferPage } from '#erp/queries/orders_of_offer'
import DecideDocument from '#erp/actions/decide_document'
import BearOriginContract from '#service_contracts/actions/bear_origin_contract'
import { contractOrigin } from '#service_contracts/contract_origins'
import { contractsOf, originOf } from '#service_contracts/queries/contracts_of_origin'
import { SERVICE_CONTRACT } from '#service_contracts/records/service_contract'
import { actorFor, personWithRole } from '#tests/support/people'
import OutgoingWorld from '#tests/support/outgoing_world'
import SalesDesk from '#tests/support/sales_desk'
import '#start/home'

const COMPRESSOR = '8'
const NOTHING_MORE = { requestedOn: null, products: {}, decimals: 8 }

test.group('What follows an accepted offer', (group) => {
  let world: OutgoingWorld
  let desk: SalesDesk

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await OutgoingWorld.build()
    desk = new SalesDesk(await actorFor(await personWithRole('sales')), world.companyId)
  })

  const order = (id: number, more: object = {}) => new OrderOffer().handle(id, { ...NOTHING_MORE, ...more }, desk.actor)
  const line = (more = {}) => ({ product_id: world.productId(COMPRESSOR), quantity: '3', unit_price: '1249.00', discount_percent: '7.5', ...more })

  test('is ordered in the ERP once, however often it is asked for and though the reply was lost', async ({ assert }) => {
    const offer = await desk.accepted([line()])
    const first = await order(offer.id)
    const again = await order(offer.id)
    assert.equal(again.id, first.id)

    const { post } = SandboxOrderIntake.prototype
    SandboxOrderIntake.prototype.post = async function (sent, draft) {
      SandboxOrderIntake.prototype.post = post
      await post.call(this, sent, draft)
      throw new ErpOutcomeUnknown('The reply was lost')
    }
    assert.equal((await world.step('order')).state, 'unknown')
    assert.equal((await world.step('order')).state, 'done')
    const [held, ...others] = await db.from('sandbox_orders').where('reference', first.reference)
    assert.isEmpty(others)
    assert.equal((await order(offer.id)).id, first.id)
    assert.lengthOf(await db.from('placed_orders').where({ source_type: 'offer', source_id: offer.id }), 1)

    const placed = await db.from('placed_orders').where('id', first.id).firstOrFail()
    assert.include(placed, { number: held.number, net_cents: offer.net_cents, text: `${offer.number} · PO-77`, source_key: `offer:${offer.id}:1` })
    assert.equal(offer.net_cents, 346_598) // 3 × 1249.00 × 0.925 = 3465.975
    const shown = (await orderOnOfferPage(offer, desk.actor)) as Record<string, any>
    assert.equal(shown.mirrored.number, held.number)
    const [mirrored] = await db.from('sales_order_lines').where('sales_order_id', shown.mirrored.id)
    assert.equal(Number(mirrored.unit_price), 1155.325)
  })

  test('a withdrawn order is placed anew, and nothing that was not accepted is ordered', async ({ assert }) => {
    const draft = await desk.offer()
    await assert.rejects(() => order(draft.id), /accepted/)
    await db.from('sandbox_products').where('id', 8).update({ is_active: false })
    const offer = await desk.accepted([line()])
    const first = await order(offer.id)
    assert.equal((await world.step('order')).state, 'refused')
    await new DecideDocument().handle('placed-orders', first.id, 'withdrawn', desk.actor)
    const second = await order(offer.id)
    assert.notEqual(second.id, first.id)
    assert.equal(second.sourceKey, `offer:${offer.id}:2`)
  })

  test('words are ordered as the product that a person chooses, and a prospect is first made a customer', async ({ assert }) => {
    const offer = await desk.accepted([{ description: 'Assembly', unit_price: '50' }])
    await assert.rejects(() => order(offer.id), /choose one for “Assembly”/)
    const [words] = await db.from('offer_lines').where('offer_id', offer.id)
    await order(offer.id, { products: { [words.id]: world.productId(COMPRESSOR) } })
    assert.equal((await world.step('order')).state, 'done')

    const [prospect] = await db.table('companies').insert({ name: 'Nogueira', status: 'prospect', nature: 'direct', is_blocked: false, version: 1, created_at: '2026-01-01 00:00:00', updated_at: '2026-01-01 00:00:00' })
    const theirs = await new SalesDesk(desk.actor, Number(prospect)).accepted([line()])
    assert.equal((await orderOnOfferPage(theirs, desk.actor))?.whyNot, 'not_customer')
    await assert.rejects(() => order(theirs.id), /does not know this company/)
  })

  test('a contract is drafted with the chosen lines at their prices, each record leading to the other', async ({ assert }) => {
    const offer = await desk.accepted([line(), { description: 'Inspection', quantity: '2', unit_price: '80', discount_percent: '5' }])
    const origin = (await contractOrigin(`offer:${offer.id}`, desk.actor))!
    const [, inspection] = origin.lines
    const values = withInitialValues(SERVICE_CONTRACT, { company_id: origin.companyId, title: origin.title, currency: 'EUR', starts_on: '2026-12-01' })
    const bear = (more = {}) => new BearOriginContract().handle(origin, { values: { ...values, ...more }, lineIds: [Number(inspection.id)] }, desk.actor)
    await assert.rejects(() => bear({ currency: 'USD' }), /priced in EUR/)

    const contract = await bear()
    const lines = await db.from('contract_lines').where('service_contract_id', contract.id)
    assert.deepEqual(lines.map((one) => [one.description, one.quantity, one.unit_price]), [['Inspection', '2', '76']])
    const stored = await desk.stored('service_contracts', contract.id)
    assert.include(stored, { origin_type: 'offer', origin_id: offer.id, status: 'draft' })
    assert.equal((await originOf(stored, desk.actor))?.href, `/sales/offers/${offer.id}`)
    const part = (await contractsOf('offer')(offer, desk.actor)) as Record<string, any>
    assert.deepEqual(part.contracts.map(({ id }: { id: number }) => Number(id)), [Number(contract.id)])
  })

  test('no contract is made of an opportunity before it is won', async ({ assert }) => {
    const { id } = await desk.opportunity()
    const origin = (await contractOrigin(`opportunity:${id}`, desk.actor))!
    await assert.rejects(() => new BearOriginContract().handle(origin, { values: {}, lineIds: [] }, desk.actor), /won or accepted/)
    assert.isNull(await contractOrigin('invoice:1', desk.actor))
  })
})
