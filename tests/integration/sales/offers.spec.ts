import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { todayIn } from '#shared/clock'
import DeleteRecord from '#shared/records/actions/delete_record'
import MoveOpportunity from '#sales/actions/move_opportunity'
import ReviseOffer from '#sales/actions/revise_offer'
import { offerPaper } from '#sales/queries/offer_paper'
import { OFFER, OFFER_LINE } from '#sales/records/offer'
import { OPPORTUNITY, OPPORTUNITY_LINE } from '#sales/records/opportunity'
import { actorFor, personWithRole } from '#tests/support/people'
import OutgoingWorld from '#tests/support/outgoing_world'
import SalesDesk from '#tests/support/sales_desk'

test.group('Opportunities and offers', (group) => {
  let world: OutgoingWorld
  let desk: SalesDesk

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await OutgoingWorld.build()
    desk = new SalesDesk(await actorFor(await personWithRole('sales')), world.companyId)
  })

  test('an opportunity weighs its products by its probability, whatever happens to its lines', async ({ assert }) => {
    const { id } = await desk.opportunity({ amount_cents: '500.00' })
    assert.include(await desk.stored('opportunities', id), { amount_cents: 50_000, weighted_cents: 25_000, status: 'open' })
    const first = await desk.expect(id, { product_id: world.productId('8'), quantity: '3', unit_price: '240.25' })
    await desk.expect(id, { description: 'Assembly', unit_price: '99.99' })
    assert.include(await desk.stored('opportunities', id), { amount_cents: 82_074, weighted_cents: 41_037 })
    await desk.save(OPPORTUNITY, { probability: 25, amount_cents: '1.00' }, id)
    assert.include(await desk.stored('opportunities', id), { amount_cents: 82_074, weighted_cents: 20_519 })
    await new DeleteRecord().handle(OPPORTUNITY_LINE, first.id, desk.actor)
    assert.include(await desk.stored('opportunities', id), { amount_cents: 9_999, weighted_cents: 2_500 })
  })

  test('a lost opportunity says why, and nothing of it changes until it is opened again', async ({ assert }) => {
    const { id } = await desk.opportunity({ amount_cents: '500.00' })
    const step = (move: 'lose' | 'reopen', reason?: string, note?: string) => new MoveOpportunity().handle(id, { move, reason, note }, desk.actor)
    await assert.rejects(() => step('lose'), /Say why/)
    await assert.rejects(() => step('lose', 'other'), /few words/)
    await step('lose', 'price', 'Ten percent too dear')
    assert.include(await desk.stored('opportunities', id), { status: 'lost', weighted_cents: 0, lost_reason: 'price', closed_on: todayIn('Europe/Madrid') })
    await assert.rejects(() => desk.save(OPPORTUNITY, { probability: 90 }, id), /Only an open opportunity/)
    await assert.rejects(() => desk.expect(id, { description: 'More', unit_price: '1' }), /Only an open opportunity/)
    await step('reopen')
    assert.include(await desk.stored('opportunities', id), { status: 'open', weighted_cents: 25_000, lost_reason: null, closed_on: null })
  })

  test('an offer of an opportunity offers its products, and accepted it wins the opportunity', async ({ assert }) => {
    const { id: opportunityId } = await desk.opportunity()
    await desk.expect(opportunityId, { product_id: world.productId('8'), quantity: '2', unit_price: '100' })
    await desk.expect(opportunityId, { description: 'Assembly', unit_price: '50' })
    const { id } = await desk.offer({ opportunity_id: opportunityId })
    const lines = await db.from('offer_lines').where('offer_id', id).orderBy('position')
    assert.deepEqual(lines.map(({ position, net_cents: net }) => [position, net]), [[1, 20_000], [2, 5_000]])
    await desk.save(OFFER_LINE, { discount_percent: '12.5' }, lines[0].id)
    assert.equal((await desk.stored('offers', id)).net_cents, 22_500)
    await desk.move(id, { move: 'send' })
    await desk.move(id, { move: 'accept' })
    assert.equal((await desk.stored('opportunities', opportunityId)).status, 'won')
    assert.equal((await desk.stored('opportunities', opportunityId)).weighted_cents, 25_000)
    await assert.rejects(() => new DeleteRecord().handle(OPPORTUNITY, opportunityId, desk.actor), /There are offers/)
  })

  test('a product without a price gets the one the ERP knows, and where it knows none that is said', async ({ assert }) => {
    const { id } = await desk.offer()
    const line = await desk.line(id, { product_id: world.productId('8'), quantity: '2' })
    assert.isAbove(Number(line.unit_price), 0)
    const product = await db.from('products').where('id', world.productId('8')).firstOrFail()
    assert.equal(line.description, product.name)
    await assert.rejects(() => desk.line(id, { description: 'Assembly' }), /price/)
    const dollars = await desk.offer({ currency: 'USD' })
    await assert.rejects(() => desk.line(dollars.id, { product_id: world.productId('8') }), /no price of this product in USD/)
  })

  test('what was sent stays as it is; a revision takes its place once it is sent', async ({ assert }) => {
    const { id } = await desk.offer()
    await assert.rejects(() => desk.move(id, { move: 'send' }), /offers nothing/)
    const line = await desk.line(id, { description: 'Assembly', unit_price: '50' })
    await desk.move(id, { move: 'send' })
    await assert.rejects(() => desk.save(OFFER, { subject: 'Something else' }, id), /Only a draft/)
    await assert.rejects(() => desk.save(OFFER_LINE, { unit_price: '60' }, line.id), /Only a draft/)
    await assert.rejects(() => new DeleteRecord().handle(OFFER, id, desk.actor), /Only a draft/)

    const copyId = await new ReviseOffer().handle(id, desk.actor)
    await assert.rejects(() => new ReviseOffer().handle(id, desk.actor), /being revised already/)
    const [copied] = await db.from('offer_lines').where('offer_id', copyId)
    await desk.save(OFFER_LINE, { unit_price: '45' }, copied.id)
    assert.equal((await desk.stored('offers', id)).status, 'sent', 'the first stands until then')
    await desk.move(copyId, { move: 'send' })
    assert.equal((await desk.stored('offers', id)).status, 'replaced')
    assert.include(await desk.stored('offers', copyId), { status: 'sent', net_cents: 4_500, replaces_id: id })
    await assert.rejects(() => desk.move(id, { move: 'accept' }), /cannot be done/)
  })

  test('an expired offer is not accepted, and revised it is valid again', async ({ assert }) => {
    const { id } = await desk.offer()
    await desk.line(id, { description: 'Assembly', unit_price: '50' })
    await desk.move(id, { move: 'send' })
    await db.from('offers').where('id', id).update({ valid_until: '2026-01-31' })
    await assert.rejects(() => desk.move(id, { move: 'accept' }), /expired/)
    const copyId = await new ReviseOffer().handle(id, desk.actor)
    assert.isAbove(Date.parse(String((await desk.stored('offers', copyId)).valid_until)), Date.now())
  })

  test('a contact and an opportunity are of the company the offer goes to', async ({ assert }) => {
    const other = await db.from('companies').whereNot('id', world.companyId).firstOrFail()
    const opportunity = await desk.opportunity({ company_id: other.id })
    await assert.rejects(() => desk.offer({ opportunity_id: opportunity.id }), /another company/)
    const [contactId] = await db.table('contacts').insert({ company_id: other.id, last_name: 'Roy', version: 1, created_at: '2026-01-01 00:00:00', updated_at: '2026-01-01 00:00:00' })
    await assert.rejects(() => desk.offer({ contact_id: Number(contactId) }), /another company/)
  })

  test('the paper of a draft says across that it is one, and that of a sent offer does not', async ({ assert }) => {
    const { id } = await desk.offer()
    await desk.line(id, { description: 'Assembly', quantity: '2', unit_price: '50', discount_percent: '10' })
    const draft = await offerPaper(await desk.stored('offers', id), 'en')
    assert.isString(draft.watermark)
    await desk.move(id, { move: 'send' })
    const sent = await offerPaper(await desk.stored('offers', id), 'en')
    assert.isUndefined(sent.watermark)
    const table = sent.blocks.find(({ kind }) => kind === 'table') as { rows: string[][]; totals: string[][] }
    assert.match(table.totals[0].at(-1)!, /90[.,]00/)
    assert.equal(table.rows[0].length, table.totals[0].length)
  })
})
