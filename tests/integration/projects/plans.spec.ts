import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import DeleteRecord from '#shared/records/actions/delete_record'
import type { Values } from '#shared/records/record_type'
import { PROJECT, PROJECT_MILESTONE } from '#projects/records/project'
import SalesDesk from '#tests/support/sales_desk'
import ProjectWorld from '#tests/support/project_world'

test.group('The plan of a project', (group) => {
  let world: ProjectWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await ProjectWorld.build()
  })

  test('shares follow the price and each other, entered amounts stand', async ({ assert }) => {
    const { id } = await world.project()
    await world.milestone(id, { amount: '20.00' })
    for (const share of ['40', '2/5']) await world.milestone(id, { share })
    assert.deepEqual(await world.amounts(id), [2_000, 4_000, 4_000])
    await world.save(PROJECT, { price_cents: '101.01' }, id)
    assert.deepEqual(await world.amounts(id), [2_000, 4_040, 4_041])
    await assert.rejects(() => world.move(id, 'start'), /differ by/)
    await world.save(PROJECT, { price_cents: '100.00' }, id)
    await world.move(id, 'start')
    assert.equal((await db.from('projects').where('id', id).firstOrFail()).status, 'running')
  })

  test('in yen there are no fractions, neither in shares nor in amounts', async ({ assert }) => {
    const { id } = await world.project({ currency: 'JPY', price_cents: '1000' })
    for (const share of ['1/3', '1/3']) await world.milestone(id, { share })
    await world.milestone(id, { amount: '333' })
    assert.deepEqual(await world.amounts(id), [333, 334, 333])
    await assert.rejects(() => world.milestone(id, { amount: '0.5' }), /smallest coin/)
  })

  test('what was reached keeps its amount when the plan changes, and the sum stays the price', async ({ assert }) => {
    const { id, milestones } = await world.running(['1/3', '1/3', '1/3'])
    await world.reach(milestones[2])
    await assert.rejects(() => world.milestone(id, { share: '1/6' }, milestones[1]), /plan it again first/)
    await assert.rejects(() => world.save(PROJECT, { price_cents: '200.00' }, id), /plan it again first/)
    await assert.rejects(() => world.move(id, 'replan'), /Say why/)
    await world.move(id, 'replan', 'One more step')
    await assert.rejects(() => world.reach(milestones[0]), /while the project is running/)
    await world.milestone(id, { share: '1/6' }, milestones[1])
    await world.milestone(id, { share: '1/6', name: 'Training' })
    assert.equal((await world.amounts(id)).reduce((sum, cents) => sum + cents, 0), 10_000)
    assert.equal((await world.amounts(id))[2], 3_334)
    await assert.rejects(() => world.milestone(id, { share: '1/2' }, milestones[2]), /was reached/)
    await assert.rejects(() => new DeleteRecord().handle(PROJECT_MILESTONE, milestones[2], world.actor), /was reached/)
    await assert.rejects(() => new DeleteRecord().handle(PROJECT, id, world.actor), /cancelled, not deleted/)
    await world.move(id, 'start')
  })

  test('it closes when everything was reached, and says otherwise how much was not', async ({ assert }) => {
    const { id, milestones } = await world.running(['50', '50'])
    await world.reach(milestones[0])
    await assert.rejects(() => world.move(id, 'close'), /1 milestones were not reached/)
    await world.reach(milestones[1])
    await world.move(id, 'close')
    await assert.rejects(() => world.undo(milestones[1]), /closed/)
    await world.move(id, 'reopen', 'Found a fault')
    await world.undo(milestones[1])
    await world.move(id, 'cancel', 'The customer gave up')
    await assert.rejects(() => world.reach(milestones[1]), /while the project is running/)
    await world.undo(milestones[0])
    assert.equal(await world.standing(milestones[0]), 0)
  })

  test('a plan loses a milestone and keeps its sum in step', async ({ assert }) => {
    const { id } = await world.project({ price_cents: '0.02' })
    const { id: gone } = await world.milestone(id, { share: '50' })
    for (const share of ['25', '25']) await world.milestone(id, { share })
    await assert.rejects(() => world.move(id, 'start'), /comes to nothing/)
    await new DeleteRecord().handle(PROJECT_MILESTONE, gone, world.actor)
    assert.deepEqual(await world.amounts(id), [0, 1])
    await new DeleteRecord().handle(PROJECT, id, world.actor)
    assert.lengthOf(await db.from('project_milestones'), 0)
  })

  test('{0} is refused')
    .with([
      ['no price', { price_cents: '0' }, /more than zero/],
      ['a price below zero', { price_cents: '-1' }, /more than zero/],
      ['a price beyond every amount', { price_cents: '999999999999999' }, /999999999999999/],
      ['a currency nobody knows', { currency: 'XXX' }, /currency|XXX/i],
      ['an end before the beginning', { starts_on: '2026-02-01', ends_on: '2026-01-31' }, /or later/],
      ['a company that is not there', { company_id: 999_999 }, /999999/],
      ['somebody else’s offer', { offer_id: 'foreign' }, /another company/],
      ['an offer that was not accepted', { offer_id: 'sent' }, /not accepted/],
      ['somebody else’s opportunity', { opportunity_id: 'foreign' }, /another company/],
    ] as [string, Values, RegExp][])
    .run(async ({ assert }, [, more, sentence]) => {
      const values = { ...more }
      if (typeof more.offer_id === 'string' || typeof more.opportunity_id === 'string') {
        const desk = new SalesDesk(await withSales(), 'sent' === more.offer_id ? world.companyId : await world.billing.company())
        if (more.offer_id) values.offer_id = (more.offer_id === 'sent' ? await desk.offer() : await desk.accepted([{ description: 'Work', unit_price: '1' }])).id
        else values.opportunity_id = (await desk.opportunity()).id
      }
      await assert.rejects(() => world.project(values), sentence)
    })

  const withSales = async () => {
    const { actorFor, personWithRole } = await import('#tests/support/people')
    return actorFor(await personWithRole('administrator'))
  }

  test('a milestone with {0} is refused')
    .with([
      ['neither share nor amount', {}, /Say a share/],
      ['both', { share: '30', amount: '30' }, /not both/],
      ['a share of more than the whole', { share: '100.5' }, /of the whole price at most/],
      ['a share that is no share', { share: 'half' }, /percentage such as/],
      ['nothing', { amount: '0' }, /above zero/],
      ['less than nothing', { amount: '-5' }, /above zero/],
      ['fractions of a cent', { amount: '10.005' }, /smallest coin/],
      ['an amount beyond every amount', { amount: '999999999999999' }, /too large/],
    ] as [string, Values, RegExp][])
    .run(async ({ assert }, [, values, sentence]) => {
      const { id } = await world.project()
      await assert.rejects(() => world.milestone(id, values), sentence)
      assert.lengthOf(await db.from('project_milestones'), 0)
    })

  test('milestones that together go beyond what an amount holds are refused', async ({ assert }) => {
    const { id } = await world.project({ price_cents: '90071992547409.91' })
    await world.milestone(id, { share: '100' })
    await assert.rejects(() => world.milestone(id, { amount: '0.01' }), /too large/)
  })
})
