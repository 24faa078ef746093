import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import SaveRecord from '#shared/records/actions/save_record'
import type { Row } from '#shared/records/record_type'
import OrderOffer from '#erp/actions/order_offer'
import { PROJECT } from '#projects/records/project'
import { offerAsOrigin } from '#sales/queries/origins_of_contracts'
import BearOriginContract from '#service_contracts/actions/bear_origin_contract'
import { CONTRACT_LINE } from '#service_contracts/records/service_contract'
import { actorFor, personWithRole } from '#tests/support/people'
import OutgoingWorld from '#tests/support/outgoing_world'
import SalesDesk from '#tests/support/sales_desk'

const BY_MISTAKE = { move: 'take_back', note: 'They meant another offer' } as const

test.group('An offer that was accepted by mistake', (group) => {
  let world: OutgoingWorld
  let desk: SalesDesk

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await OutgoingWorld.build()
    desk = new SalesDesk(await actorFor(await personWithRole('sales')), world.companyId)
  })

  const accepted = (more = {}) => desk.accepted([{ product_id: world.productId('8'), unit_price: '100' }], more)
  const stored = (offer: Row) => desk.stored('offers', offer.id)
  const contractOf = async (offer: Row): Promise<Row> => {
    const origin = { ...(await offerAsOrigin(offer.id, desk.actor))!, type: 'offer', id: offer.id }
    const values = { company_id: world.companyId, title: 'Inspections', currency: 'EUR', starts_on: '2026-12-01' }
    return new BearOriginContract().handle(origin, { values, lineIds: origin.lines.map(({ id }) => id) }, desk.actor)
  }

  test('waits for an answer again, with the reason in its history, and so does its opportunity', async ({ assert }) => {
    const opportunity = await desk.opportunity()
    const offer = await accepted({ opportunity_id: opportunity.id })
    await assert.rejects(() => desk.move(offer.id, { move: 'take_back' }), /Say why the acceptance/)
    await desk.move(offer.id, BY_MISTAKE)

    assert.deepInclude(await stored(offer), { status: 'sent', decided_on: null, customer_reference: null })
    assert.deepInclude(await desk.stored('opportunities', opportunity.id), { status: 'open', closed_on: null })
    const [change] = await db.from('record_changes').where({ record_type: 'offer', record_id: offer.id }).orderBy('id', 'desc')
    assert.deepInclude(JSON.parse(change.changes), { status: ['accepted', 'sent'], reason: [null, BY_MISTAKE.note] })
    await assert.rejects(() => desk.move(offer.id, BY_MISTAKE), /as things stand now/)
    await desk.move(offer.id, { move: 'accept' })
    assert.equal((await stored(offer)).status, 'accepted')
  })

  test('leaves the opportunity won where another offer of it was accepted', async ({ assert }) => {
    const opportunity = await desk.opportunity()
    const [one] = [await accepted({ opportunity_id: opportunity.id }), await accepted({ opportunity_id: opportunity.id })]
    await desk.move(one.id, BY_MISTAKE)
    assert.equal((await desk.stored('opportunities', opportunity.id)).status, 'won')
  })

  test('stays accepted once it was ordered, unless the order was withdrawn', async ({ assert }) => {
    const offer = await accepted()
    const order = await new OrderOffer().handle(offer.id, { requestedOn: null, products: {}, decimals: 8 }, { id: null, name: 'Ana' })
    await assert.rejects(() => desk.move(offer.id, BY_MISTAKE), new RegExp(`ordered in the ERP as ${order.reference}`))
    await db.from('outbox_messages').where('subject_id', order.id).update({ state: 'withdrawn' })
    await desk.move(offer.id, BY_MISTAKE)
    await assert.rejects(() => new OrderOffer().handle(offer.id, { requestedOn: null, products: {}, decimals: 8 }, { id: null, name: 'Ana' }))
  })

  test('stays accepted once a contract or a project was made of it; the refusal is a conflict', async ({ assert }) => {
    const [sold, built] = [await accepted(), await accepted()]
    const contract = await contractOf(sold)
    const refused = await desk.move(sold.id, BY_MISTAKE).catch((error) => error)
    assert.deepInclude(refused, { status: 409, key: 'sales.errors.followed_by_contract', values: { number: contract.number } })

    const project = await desk.save(PROJECT, { company_id: world.companyId, offer_id: built.id, name: 'Hall', currency: 'EUR', price_cents: '100.00' })
    await assert.rejects(() => desk.move(built.id, BY_MISTAKE), new RegExp(`project ${project.number}`))
    await db.from('projects').where('id', project.id).update({ status: 'cancelled' })
    await desk.move(built.id, BY_MISTAKE)
  })

  test('no contract is made of it by who had the form open', async ({ assert }) => {
    const offer = await accepted()
    const origin = { ...(await offerAsOrigin(offer.id, desk.actor))!, type: 'offer', id: offer.id }
    await desk.move(offer.id, BY_MISTAKE)
    const values = { company_id: world.companyId, title: 'Inspections', currency: 'EUR', starts_on: '2026-12-01' }
    await assert.rejects(() => new BearOriginContract().handle(origin, { values, lineIds: [] }, desk.actor))
    assert.lengthOf(await db.from('service_contracts').where({ origin_type: 'offer', origin_id: offer.id }), 0)
  })

  test('the seller of an offer corrects the lines of its draft contract, and no other line', async ({ assert }) => {
    const contract = await contractOf(await accepted())
    const line = await db.from('contract_lines').where('service_contract_id', contract.id).firstOrFail()
    const correct = (values: Record<string, unknown>, actor = desk.actor, id = line.id) => new SaveRecord().handle(CONTRACT_LINE, { id, values }, actor)
    await correct({ quantity: '3' })
    assert.equal((await desk.stored('contract_lines', line.id)).quantity, '3')

    const colleague = await actorFor(await personWithRole('sales'))
    await assert.rejects(() => correct({ quantity: '4' }, colleague), /do not permit/)
    const [other] = await db.table('contract_lines').insert({ service_contract_id: contract.id, position: 9, description: 'Of billing', quantity: '1', unit_price: '1', starts_on: '2026-12-01', version: 1, created_at: '2026-01-01 00:00:00', updated_at: '2026-01-01 00:00:00' })
    await assert.rejects(() => correct({ quantity: '4' }, desk.actor, other), /do not permit/)
    const elsewhere = await contractOf(await new SalesDesk(colleague, world.companyId).accepted([{ description: 'Other', unit_price: '1' }]))
    await assert.rejects(() => correct({ service_contract_id: elsewhere.id }), /another contract/)

    await db.from('service_contracts').where('id', contract.id).update({ status: 'active' })
    await assert.rejects(() => correct({ quantity: '5' }), /no longer a draft/)
    await correct({ quantity: '6' }, await actorFor(await personWithRole('billing')))
  })

  test('lines that come to more than an amount holds are refused, and nothing is written', async ({ assert }) => {
    const offer = await desk.offer()
    const opportunity = await desk.opportunity()
    const huge = { description: 'Everything', unit_price: '90071992547409.91' }
    await desk.line(offer.id, huge)
    await assert.rejects(() => desk.line(offer.id, { description: 'One cent', unit_price: '0.01' }), /too large/)
    await desk.expect(opportunity.id, huge)
    await assert.rejects(() => desk.expect(opportunity.id, { description: 'One cent', unit_price: '0.01' }), /too large/)
    assert.lengthOf(await db.from('offer_lines').where('offer_id', offer.id), 1)
  })
})
