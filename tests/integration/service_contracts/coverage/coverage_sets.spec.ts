import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { calendarDate } from '#shared/calendar/calendar_date'
import SaveRecord from '#shared/records/actions/save_record'
import PublishCoverageSet from '#service_contracts/actions/publish_coverage_set'
import ReserveCoverage from '#service_contracts/actions/reserve_coverage'
import { dryRun } from '#service_contracts/queries/coverage/check_page'
import { rehearsalOfSet } from '#service_contracts/queries/coverage/rehearsal_of_set'
import { COVERAGE_LIMIT, COVERAGE_RULE } from '#service_contracts/records/coverage_set'
import { HOURS_CALENDAR } from '#service_contracts/records/hours_calendar'
import { SKILL } from '#service_contracts/records/skill'
import ContractWorld from '#tests/support/contract_world'
import CoverageRecords from '#tests/support/coverage_records'

const STAMPS = { version: 1, created_at: '2026-01-01 00:00:00', updated_at: '2026-01-01 00:00:00' }

test.group('Coverage sets', (group) => {
  let world: CoverageRecords

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await CoverageRecords.build()
  })

  const covered = async (more = {}) => (await dryRun(world.question('100.00', more))).decision.covered
  const publish = (applyFrom: string | null) => new PublishCoverageSet().handle(world.setId, { reason: 'Agreed', applyFrom: applyFrom ? calendarDate(applyFrom) : null }, world.actor)
  const reasons = async (more = {}) => (await dryRun(world.question('100.00', more))).decision.lines.flatMap(({ rejected }) => rejected.map(({ code }) => code))

  test('changed rows change no contract until they are published and taken over', async ({ assert }) => {
    await db.from('coverage_rules').update({ percent: '50' })
    assert.equal(await covered(), '80.00')
    await publish(null)
    assert.equal(await covered(), '80.00')
  })

  test('contracts take a publication over from a day on, earlier days keep what they had', async ({ assert }) => {
    await db.from('coverage_rules').update({ percent: '50' })
    assert.equal(await publish('2026-06-10'), 2)
    assert.equal(await covered(), '50.00')
    assert.equal(await covered({ requestedAt: '2026-06-09T08:00:00Z' }), '80.00')
    await assert.rejects(() => publish(null), /Nothing has changed/)
  })

  test('a rule reaches the items of a commercial group, and no others', async ({ assert }) => {
    const [groupId] = await db.table('commercial_groups').insert({ code: 'RETAIL', name: 'Retail', ...STAMPS })
    await db.from('contract_lines').update({ installed_item_id: null })
    const nameless = { id: null, values: { coverage_set_id: world.setId, item_scope: 'commercial_group', category: 'any', percent: '60' } }
    await assert.rejects(() => new SaveRecord().handle(COVERAGE_RULE, nameless, world.actor), /needs this field/)
    await world.rule({ item_scope: 'commercial_group', commercial_group_id: groupId, percent: '60' })
    await publish('2026-01-01')
    assert.deepEqual(await reasons(), ['ITEM_NOT_COVERED'])
    await db.from('installed_items').where('id', world.itemId).update({ commercial_group_id: groupId })
    assert.equal(await covered(), '60.00')
  })

  test('a set without rules is not published', async ({ assert }) => {
    const empty = await world.set('EMPTY')
    await assert.rejects(() => new PublishCoverageSet().handle(empty, { reason: 'x', applyFrom: null }, world.actor), /without rules/)
  })

  test('a contract born of a model covers what its set has published', async ({ assert }) => {
    await db.from('contract_models').update({ coverage_set_id: world.setId })
    await (new ContractWorld()).order()
    const born = await db.from('service_contracts').where('source', 'order_line').firstOrFail()
    const [coverage] = await db.from('contract_coverages').where('service_contract_id', born.id)
    assert.containSubset(coverage, { valid_from: born.starts_on, set_number: 1, coverage_set_id: world.setId })
  })

  test('the preview plays kept decisions with the rows as they stand and writes nothing', async ({ assert }) => {
    await new ReserveCoverage().handle(world.question('100.00'), world.actor)
    await new ReserveCoverage().handle(world.question('10.00', { lines: [{ ...world.question().lines[0], category: 'travel' }] }), world.actor)
    await db.from('coverage_rules').update({ percent: '50' })
    const before = await db.from('coverage_decisions').select('decision')

    const { played, changedCount, changed, differences } = await rehearsalOfSet(world.setId, db.connection())
    assert.deepEqual([played, changedCount], [2, 1])
    assert.containSubset(changed, [{ coveredCents: 80_00, wouldCoverCents: 50_00 }])
    assert.deepEqual(differences, [{ currency: 'EUR', cents: -30_00 }])
    assert.deepEqual(await db.from('coverage_decisions').select('decision'), before)
  })

  test('skills form a tree: covering one covers what lies below it', async ({ assert }) => {
    const [mechanics] = await db.table('skills').insert({ code: 'M', name: 'Mechanics', is_active: true, ...STAMPS })
    const [pumps] = await db.table('skills').insert({ code: 'P', name: 'Pumps', parent_id: mechanics, is_active: true, ...STAMPS })
    const [electrics] = await db.table('skills').insert({ code: 'E', name: 'Electrics', is_active: true, ...STAMPS })
    await db.from('coverage_sets').update({ covers_all_skills: false })
    await db.from('coverage_rules').update({ skill_id: mechanics })
    await publish('2026-01-01')

    assert.equal(await covered({ skillId: Number(pumps) }), '80.00')
    assert.deepEqual(await reasons({ skillId: Number(electrics) }), ['SKILL_NOT_COVERED'])
    assert.deepEqual(await reasons(), ['SKILL_NOT_COVERED'])
    const circle = { id: Number(mechanics), values: { parent_id: Number(pumps) } }
    await assert.rejects(() => new SaveRecord().handle(SKILL, circle, world.actor), /cannot lie under itself/)
  })

  test('covered hours come from a calendar with its own zone and holidays', async ({ assert }) => {
    const office = { code: 'OFFICE', name: 'Office', time_zone: 'Europe/Madrid', monday: '08:00-13:00, 14:00-18:00', holidays: '2026-06-22' }
    const { id } = await new SaveRecord().handle(HOURS_CALENDAR, { id: null, values: office }, world.actor)
    await db.from('coverage_rules').update({ hours_calendar_id: id })
    await publish('2026-01-01')

    assert.equal(await covered({ requestedAt: '2026-06-15T06:00:00Z' }), '80.00')
    assert.deepEqual(await reasons({ requestedAt: '2026-06-15T05:59:00Z' }), ['OUT_OF_HOURS'])
    assert.deepEqual(await reasons({ requestedAt: '2026-06-22T08:00:00Z' }), ['OUT_OF_HOURS'])
    await assert.rejects(() => new SaveRecord().handle(HOURS_CALENDAR, { id: Number(id), values: { monday: '8-13' } }, world.actor), /Write hours/)
  })

  test('a rule for a product family, without a listed product', async ({ assert }) => {
    const [family] = await db.table('product_families').insert({ code: 'PUMPS', name: 'Pumps', ...STAMPS })
    await db.table('product_family_products').insert({ product_family_id: family, product_id: world.productId, ...STAMPS })
    const { number } = await db.from('products').where('id', world.productId).firstOrFail()
    await db.from('coverage_rules').update({ item_scope: 'family', product_family_id: family })
    await publish('2026-01-01')
    assert.equal((await dryRun(world.question())).decision.lines[0].allocations[0].itemLevel, 3)

    await db.from('coverage_rules').update({ excluded_products: number })
    await publish('2026-01-01')
    assert.deepEqual(await reasons(), ['CATEGORY_EXCLUDED'])
  })

  test('what is built into an item on the contract is covered with it', async ({ assert }) => {
    const motor = await world.item('IB-000002', { parent_item_id: world.itemId })
    assert.equal((await dryRun(world.question('100.00', { itemId: motor }))).decision.lines[0].allocations[0].itemLevel, 5)
    const other = await world.item('IB-000003')
    assert.deepEqual(await reasons({ itemId: other }), ['ITEM_NOT_COVERED'])
  })

  test('rows for the same items are one rule, each with what it excludes', async ({ assert }) => {
    await db.from('coverage_rules').update({ excluded_components: 'consumables' })
    await world.rule({ category: 'labour', percent: '100' })
    await publish('2026-01-01')
    const lines = [
      { ...world.question().lines[0], component: 'consumables/filter' },
      { ...world.question().lines[0], category: 'labour' as const, component: 'consumables/filter' },
    ]
    const { decision } = await dryRun(world.question('100.00', { lines }))
    assert.deepEqual(decision.lines.map(({ covered: paid }) => paid), ['0.00', '150.00'])
    assert.deepEqual(decision.lines[0].rejected.map(({ code }) => code), ['COMPONENT_EXCLUDED'])
  })

  test('a suspended contract covers nothing on the days of its suspension', async ({ assert }) => {
    const line = await db.from('contract_lines').where('service_contract_id', world.contractId).firstOrFail()
    const event = { contract_line_id: line.id, terms: '{}', created_at: '2026-01-01 00:00:00' }
    await db.table('contract_line_events').multiInsert([
      { ...event, happens_on: '2026-06-10', kind: 'suspend' },
      { ...event, happens_on: '2026-06-20', kind: 'resume' },
    ])
    const codes = async (requestedAt: string) => (await dryRun(world.question('100.00', { requestedAt }))).decision.rejected.map(({ code }) => code)
    assert.deepEqual(await codes('2026-06-15T08:00:00Z'), ['SUSPENDED'])
    assert.deepEqual(await codes('2026-06-20T08:00:00Z'), [])
  })

  test('rules and limits that mean nothing are refused', async ({ assert }) => {
    const save = (type: typeof COVERAGE_RULE, values: object) => new SaveRecord().handle(type, { id: null, values: { coverage_set_id: world.setId, ...values } }, world.actor)
    await assert.rejects(() => save(COVERAGE_RULE, { category: 'any', percent: '101', item_scope: 'all', above_ceiling: 'cap' }), /between 0 and 100/)
    await assert.rejects(() => save(COVERAGE_RULE, { category: 'any', percent: '100', item_scope: 'product', above_ceiling: 'cap' }), /needs this field/)
    await assert.rejects(() => save(COVERAGE_RULE, { category: 'any', percent: '100', item_scope: 'all', above_ceiling: 'cap', included_products: 'no-such' }), /No product or family/)
    await assert.rejects(() => save(COVERAGE_LIMIT, { kind: 'amount', figure: '0', per: 'event', period_unit: 'year', period_count: 1, period_from: 'contract', category: 'any' }), /greater than zero/)
  })
})
