import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiClient } from '@japa/api-client'
import User from '#identity/models/user'
import BillingWorld, { said } from '#tests/support/billing_world'

/** What is tried on a contract of 100.00 a month from 1 January 2026 that was billed until March, and what its page then shows. */
const TRIED: Record<string, { form: object; shows: string[] }> = {
  // 150.00 instead of 100.00 in March and in the 24 periods after it
  'another price': { form: { kind: 'amend', on: '2026-03-01', price: '150.00' }, shows: ['-€100.00', '€150.00'] },
  'other periods': { form: { kind: 'convention', on: '2026-04-01', period_unit: 'month', period_count: 3, anchor: 'start' }, shows: ['30 Jun 2026'] },
  'arrears instead of advance': { form: { kind: 'convention', on: '2026-04-10', period_unit: 'month', period_count: 1, anchor: 'start', mode: 'arrears' }, shows: ['1 Jun 2026'] },
  'one more item': { form: { kind: 'add', on: '2026-04-01', description: 'Second boiler', price: '40.00' }, shows: ['Second boiler', '€40.00'] },
  'a suspension': { form: { kind: 'suspend', on: '2026-03-01' }, shows: ['-€100.00'] },
  // 30 days in April, so that the term ends on 31 January 2027
  'a suspension that extends the term': { form: { kind: 'suspend', on: '2026-04-01', until: '2026-05-01', extends_term: '1' }, shows: ['moves from 31 Dec 2026 to 30 Jan 2027'] },
  'free days': { form: { kind: 'free', on: '2026-03-01', to: '2026-04-01' }, shows: ['-€100.00'] },
  'a revaluation to a price': { form: { kind: 'revalue', on: '2026-04-01', price: '99.00' }, shows: ['€99.00'] },
  'a revaluation': { form: { kind: 'revalue', on: '2026-04-01', pct: '3.5' }, shows: ['€103.50'] },
  'a renewal': { form: { kind: 'renew', on: '2026-04-01' }, shows: ['31 Dec 2027', '30 Nov 2027'] },
  'an end with a fee': { form: { kind: 'terminate', on: '2026-03-01', credit: 'credit', fee: '75.00' }, shows: ['-€100.00', '€75.00', 'fee for ending early'] },
}

test.group('Changes of a contract are looked at before they are recorded', (group) => {
  let world: BillingWorld
  let clerk: User
  let id: number

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BillingWorld.build()
    clerk = await User.findOrFail(world.maker.id)
    const terms = { ends_on: '2027-01-01', term_months: 12, renewal_mode: 'manual', notice_count: 1, notice_unit: 'month', renewal_lines: 'extend' }
    id = (await world.contract(['100.00'], terms)).id
    await world.bill('2026-03-31')
  })

  const path = () => `/service-contracts/contracts/${id}/changes`
  const post = (client: ApiClient, address: string, form: object) => client.post(address).loginAs(clerk).withCsrfToken().redirects(0).header('referer', `${path()}/new`).form(form)

  for (const [what, { form, shows }] of Object.entries(TRIED)) {
    test(`${what} shows the old and the new bills and the difference, and writes nothing`, async ({ assert, client }) => {
      const kind = (form as { kind: string }).kind
      ;(await client.get(`${path()}/new?kind=${kind}`).loginAs(clerk)).assertStatus(200)
      const before = await db.from('service_contracts').where('id', id).firstOrFail()
      const page = await post(client, `${path()}/rehearsal`, form)
      page.assertStatus(200)
      for (const text of ['As it stands', 'With the change', 'Difference', ...shows]) assert.include(page.text(), text)

      assert.deepEqual(await db.from('service_contracts').where('id', id).firstOrFail(), before)
      for (const table of ['contract_line_events', 'manual_charges']) assert.lengthOf(await db.from(table), 0)
      assert.lengthOf(await db.from('contract_lines'), 1)
      ;(await post(client, path(), { ...form, reason: 'Agreed with the customer' })).assertStatus(303)
      assert.notEqual((await db.from('service_contracts').where('id', id).firstOrFail()).version, before.version)
    })
  }

  test('a change may be tried as if it had been recorded before a run', async ({ assert, client }) => {
    const form = { kind: 'terminate', on: '2026-03-01', credit: 'credit' }
    assert.include((await post(client, `${path()}/rehearsal`, form)).text(), '-€100.00')
    assert.notInclude((await post(client, `${path()}/rehearsal`, { ...form, recorded_on: '2026-01-15' })).text(), '-€100.00')
  })

  test('billing in arrears begins with the next period: the one that runs stays as it was billed, and no day is billed twice', async ({ assert, client }) => {
    const form = { kind: 'convention', on: '2026-03-10', period_unit: 'month', period_count: 1, anchor: 'start', mode: 'arrears', proration: 'by_month_first' }
    ;(await post(client, path(), { ...form, reason: 'Agreed in March' })).assertStatus(303)
    const event = await db.from('contract_line_events').firstOrFail()
    assert.deepEqual(JSON.parse(event.terms), { mode: 'arrears', proration: 'by_month_first' })
    ;(await client.get(`/service-contracts/contracts/${id}`).loginAs(clerk)).assertTextIncludes('In arrears')
    ;(await client.get(`${path()}/new?kind=convention`).loginAs(clerk)).assertTextIncludes('<option value="arrears" selected')
    const again = await client.post(path()).loginAs(clerk).withCsrfToken().header('referer', `${path()}/new?kind=convention`).form({ ...form, on: '2026-05-01', reason: 'Once more' })
    again.assertTextIncludes('Nothing differs')
    // of two lines only the one that is billed otherwise changes
    await db.table('contract_lines').insert({ service_contract_id: id, position: 2, description: 'Second', quantity: '1', unit_price: '0', starts_on: '2026-01-01', version: 1, created_at: '2026-01-01 00:00:00', updated_at: '2026-01-01 00:00:00' })
    ;(await post(client, path(), { ...form, on: '2026-05-01', reason: 'All lines alike' })).assertStatus(303)
    assert.deepEqual((await db.from('contract_line_events').orderBy('id')).map(({ happens_on: on }) => on), ['2026-03-10', '2026-05-01'])

    assert.equal((await world.run('2026-04-30')).status, 'empty')
    for (const until of ['2026-05-01', '2026-06-15']) await world.bill(until)
    assert.deepEqual(said(await world.charges()).slice(3), ['2026-04-01 100.00 billed', '2026-05-01 100.00 billed'])
    const [april] = (await world.charges({ period_from: '2026-04-01' })).map((charge) => ({ dueOn: charge.due_on, mode: JSON.parse(charge.explanation).mode }))
    assert.deepEqual(april, { dueOn: '2026-05-01', mode: 'arrears' })
  })

  test('an item added in the middle of a month is billed by its days and then with the contract', async ({ assert, client }) => {
    ;(await post(client, path(), { kind: 'add', on: '2026-04-16', description: 'Second boiler', price: '60.00', quantity: '2', reason: 'Bought in April' })).assertStatus(303)
    await world.bill('2026-05-01')
    const line = await db.from('contract_lines').where('description', 'Second boiler').firstOrFail()
    // 120.00 × 15 ÷ 30 days of April, then the whole of May
    assert.deepEqual(said(await world.charges({ source_id: line.id })), ['2026-04-16 60.00 billed', '2026-05-01 120.00 billed'])
  })

  test('periods become quarters on a day, and what was billed before stays', async ({ assert, client }) => {
    ;(await post(client, path(), { kind: 'convention', on: '2026-04-01', period_unit: 'month', period_count: 3, anchor: 'start', reason: 'Agreed' })).assertStatus(303)
    await world.bill('2026-07-01')
    const later = (await world.charges()).filter(({ period_from: from }) => from >= '2026-04-01')
    // 100.00 a month is 300.00 a quarter
    assert.deepEqual(later.map((charge) => [charge.period_from, charge.period_to, Number(charge.net_cents)]), [['2026-04-01', '2026-07-01', 30_000], ['2026-07-01', '2026-10-01', 30_000]])
  })

  test('the price of a period stays where that was agreed, and days are not compared with months', async ({ assert, client }) => {
    const form = { kind: 'convention', on: '2026-04-01', period_unit: 'quarter', anchor: 'start', keeps_price: '1', reason: 'Agreed' }
    ;(await post(client, path(), form)).assertStatus(303)
    await world.bill('2026-04-01')
    assert.deepEqual(said((await world.charges()).slice(-1)), ['2026-04-01 100.00 billed'])
    const page = await client.post(path()).loginAs(clerk).withCsrfToken().form({ ...form, on: '2026-07-01', period_unit: 'week', keeps_price: undefined })
    page.assertStatus(422)
    assert.include(page.text(), 'cannot be compared')
  })

  for (const [dayUsed, credited] of [[undefined, -10_000], ['1', -9_677]] as const) {
    test(`a contract ends on 1 March with that day ${dayUsed ? 'used' : 'unused'} and a fee that the next run proposes`, async ({ assert, client }) => {
      ;(await post(client, path(), { kind: 'terminate', on: '2026-03-01', credit: 'credit', day_used: dayUsed, fee: '75', reason: 'Closed' })).assertStatus(303)
      await world.run('2026-04-01')
      // 100.00, or 100.00 × 30 ÷ 31 when 1 March was still served
      assert.sameMembers((await world.charges({ state: 'proposed' })).map(({ net_cents: net }) => Number(net)), [credited, 7_500])
      const fee = await db.from('manual_charges').firstOrFail()
      assert.deepEqual([Number(fee.service_contract_id), fee.due_on], [id, '2026-03-01'])
    })
  }

  const REFUSED: Record<string, [object, RegExp]> = {
    'another price that names none': [{ kind: 'amend', on: '2026-03-01' }, /new price/],
    'a day outside the contract': [{ kind: 'amend', on: '2025-01-01', price: '1' }, /outside the contract/],
    'an amount beyond what can be billed': [{ kind: 'amend', on: '2026-03-01', price: '999999999999999', quantity: '999999999999999' }, /more than can be billed/],
    'an item beyond what can be billed': [{ kind: 'add', on: '2026-03-01', description: 'X', price: '999999999999999', quantity: '999999999999999' }, /more than can be billed/],
    'a day of the month that is missing': [{ kind: 'convention', on: '2026-04-01', period_unit: 'month', anchor: 'day_of_month' }, /day of the month/],
    'a fee below nothing': [{ kind: 'terminate', on: '2026-04-01', fee: '-5' }, /more than nothing/],
    'a resumption of what runs': [{ kind: 'resume', on: '2026-04-01' }, /nothing to resume/],
  }
  for (const [what, [form, sentence]] of Object.entries(REFUSED)) {
    test(`${what} is refused with the reason, tried or recorded, and what was typed stays`, async ({ assert, client }) => {
      for (const address of [`${path()}/rehearsal`, path()]) {
        const before = `${path()}/rehearsal`
        const page = await client.post(address).loginAs(clerk).withCsrfToken().header('referer', before).form({ ...form, reason: 'Typed by the clerk' })
        ;(await client.post(address).loginAs(clerk).withCsrfToken().form({ ...form, reason: 'Typed' })).assertStatus(422)
        assert.match(page.text(), sentence)
        assert.include(page.text(), 'Typed by the clerk')
      }
    })
  }
})
