import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import User from '#identity/models/user'
import BillingWorld from '#tests/support/billing_world'
import { policyOnCpi } from '#tests/support/indexation'

const PLACE = '/service-contracts'
const STAMPS = { version: 1, created_at: '2026-01-01 00:00:00', updated_at: '2026-01-01 00:00:00' }

interface Case {
  what: string
  path: string
  method?: 'put'
  form: object
  field: string
  reason: RegExp
}

test.group('What a contract cannot be is refused with its field and the reason', (group) => {
  let world: BillingWorld
  let clerk: User
  let id: number
  let line: Record<string, any>
  let cases: Record<string, Omit<Case, 'what'>>

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BillingWorld.build()
    clerk = await User.findOrFail(world.maker.id)
    const contract = await world.contract(['100.00'], { renewal_mode: 'none', notice_count: 3, notice_unit: 'month', renewal_lines: 'extend', ends_on: '2027-01-01' })
    id = contract.id
    line = await db.from('contract_lines').where('id', contract.lines[0]).firstOrFail()
    await world.bill('2026-02-28')

    const policy = await policyOnCpi()
    const { id: indexId } = await db.from('price_indices').firstOrFail()
    const [empty] = await db.table('revaluation_policies').insert({ code: 'NONE', name: 'Without an index', method: 'index', fixed_share: '0.2', base: 'chained', lag_months: 1, effective: 'next_period', first_after_months: 12, every_months: 12, ...STAMPS })
    const [part] = await db.table('revaluation_policies').insert({ code: 'PART', name: 'Half', method: 'index', fixed_share: '0.2', base: 'chained', lag_months: 1, effective: 'next_period', first_after_months: 12, every_months: 12, ...STAMPS })
    await db.table('revaluation_terms').insert({ revaluation_policy_id: part, price_index_id: indexId, weight: '0.5', ...STAMPS })
    await db.table('contract_orders').insert({ service_contract_id: id, number: 'PO-1', from_on: '2026-01-01', to_on: '2026-07-01', ...STAMPS })

    const lineOf = (more: object) => ({ service_contract_id: id, description: 'Lift', quantity: '1', unit_price: '10.00', starts_on: '2026-03-01', ...more })
    const lineEdit = { service_contract_id: id, description: line.description, quantity: line.quantity, unit_price: line.unit_price, starts_on: line.starts_on, version: line.version }
    cases = {
      'an end before the start': { path: `${PLACE}/contracts/${id}`, method: 'put', form: { ends_on: '2025-12-31' }, field: 'ends_on', reason: /after the start/ },
      'another currency in mid-term': { path: `${PLACE}/contracts/${id}`, method: 'put', form: { currency: 'USD' }, field: 'currency', reason: /billed under this value already/ },
      'nobody to bill to': { path: `${PLACE}/contracts/${id}`, method: 'put', form: { bill_to_id: '' }, field: 'bill_to_id', reason: /which company the bills go to/ },
      'a formula without its index': { path: `${PLACE}/contracts/${id}`, method: 'put', form: { revaluation_policy_id: empty }, field: 'revaluation_policy_id', reason: /no index yet/ },
      'weights that do not add up to 1': { path: `${PLACE}/contracts/${id}`, method: 'put', form: { revaluation_policy_id: part }, field: 'revaluation_policy_id', reason: /do not add up to 1/ },
      'weights of more than 1': { path: `${PLACE}/revaluation-terms`, form: { revaluation_policy_id: policy, price_index_id: indexId, weight: '0.1' }, field: 'weight', reason: /more than 1/ },
      'a line that ends before it starts': { path: `${PLACE}/lines`, form: lineOf({ ends_on: '2026-02-01' }), field: 'ends_on', reason: /after the start/ },
      'a line outside its contract': { path: `${PLACE}/lines`, form: lineOf({ starts_on: '2028-01-01' }), field: 'starts_on', reason: /outside the contract/ },
      'an amount beyond what can be billed': { path: `${PLACE}/lines`, form: lineOf({ quantity: '999999999999999', unit_price: '999999999999999' }), field: 'unit_price', reason: /more than can be billed/ },
      'a price beyond its column': { path: `${PLACE}/lines`, form: lineOf({ unit_price: '9999999999999999999999' }), field: 'unit_price', reason: /too many/ },
      'another version of a billed price': { path: `${PLACE}/lines/${line.id}`, method: 'put', form: { ...lineEdit, unit_price: '90.00' }, field: 'unit_price', reason: /record a change/ },
      'order numbers that overlap': { path: `${PLACE}/orders`, form: { service_contract_id: id, number: 'PO-2', from_on: '2026-06-01' }, field: 'from_on', reason: /holds on some of these days/ },
      'an index of nothing': { path: `${PLACE}/index-values`, form: { price_index_id: indexId, month: '2026-01', value: '0' }, field: 'value', reason: /greater than zero/ },
    }
  })

  const NAMES = ['an end before the start', 'another currency in mid-term', 'nobody to bill to', 'a formula without its index', 'weights that do not add up to 1', 'weights of more than 1', 'a line that ends before it starts', 'a line outside its contract', 'an amount beyond what can be billed', 'a price beyond its column', 'another version of a billed price', 'order numbers that overlap', 'an index of nothing']

  for (const name of NAMES) {
    test(name, async ({ assert, client }) => {
      const { path, method = 'post', form, field, reason } = cases[name]
      const contract = await db.from('service_contracts').where('id', id).firstOrFail()
      const whole = method === 'put' && path.includes('/contracts/') ? { ...plain(contract), ...form } : form
      const before = await db.from('contract_lines').orderBy('id')

      const answer = await client[method](path).loginAs(clerk).withCsrfToken().header('accept', 'application/json').redirects(0).form(whole)
      answer.assertStatus(422)
      const [error] = answer.body().errors
      assert.equal(error.field, field)
      assert.match(error.message, reason)
      assert.deepEqual(await db.from('service_contracts').where('id', id).firstOrFail(), contract)
      assert.deepEqual(await db.from('contract_lines').orderBy('id'), before)
    })
  }
})

/** A row as a form sends it: nothing for what is empty. */
function plain(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))
}
