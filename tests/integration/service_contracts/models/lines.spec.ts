import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import BillingWorld, { said } from '#tests/support/billing_world'

const AT = '2026-01-01 00:00:00'

test.group('A line of a contract', (group) => {
  let world: BillingWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BillingWorld.build()
  })

  test('added in the middle of a period is billed with the contract from the next one on', async ({ assert }) => {
    const { lines } = await world.contract(['100.00', '31.00'])
    await db.from('contract_lines').where('id', lines[1]).update({ starts_on: '2026-01-11', is_aligned: true })
    await world.run('2026-02-28')

    // 21 of the 31 days of January, then whole months with the first line
    assert.deepEqual(said(await world.charges({ source_id: lines[1] })), ['2026-01-11 21.00 proposed', '2026-02-01 31.00 proposed'])
  })

  test('that is not aligned keeps its own periods', async ({ assert }) => {
    const { lines } = await world.contract(['100.00', '31.00'])
    await db.from('contract_lines').where('id', lines[1]).update({ starts_on: '2026-01-11' })
    await world.run('2026-02-28')

    assert.deepEqual(said(await world.charges({ source_id: lines[1] })), ['2026-01-11 31.00 proposed', '2026-02-11 31.00 proposed'])
  })

  test('names the order number of the customer for its days in the text of its charges and invoices', async ({ assert }) => {
    const { id, lines } = await world.contract(['100.00', '20.00'], { line: { description: 'Care '.repeat(50).trim() } })
    const kept = { service_contract_id: id, version: 1, created_at: AT, updated_at: AT }
    await db.table('contract_orders').insert({ ...kept, number: 'PO-ALL' })
    await db.table('contract_orders').insert({ ...kept, number: 'PO-LINE', contract_line_id: lines[1], from_on: '2026-02-01' })
    await world.run('2026-02-28')

    const texts = (await world.charges()).map(({ source_id: line, period_from: from, description }) => [Number(line) === lines[0] ? 1 : 2, from, description.split(' · ').at(-1)])
    assert.deepEqual(texts, [
      [1, '2026-01-01', 'Ref. PO-ALL'],
      [1, '2026-02-01', 'Ref. PO-ALL'],
      [2, '2026-01-01', 'Ref. PO-ALL'],
      [2, '2026-02-01', 'Ref. PO-LINE'],
    ])
  })
})
