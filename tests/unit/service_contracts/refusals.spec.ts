import { test } from '@japa/runner'
import { simulate } from '#service_contracts/rules/simulation'
import { specificationsFrom } from '#service_contracts/rules/specification'

const specification = {
  id: 'one',
  currency: 'EUR',
  price: '100.00',
  start: '2026-01-01',
  end: null,
  billing: { period: { unit: 'month', count: 1 }, mode: 'advance' },
  until: '2026-02-01',
}

function answer(changes: object) {
  return simulate(specificationsFrom({ ...specification, ...changes })[0])
}

const refused: [string, object][] = [
  ['invalid_price', { price: 'ten' }],
  ['invalid_price', { price: '' }],
  ['invalid_price', { price: '1e3' }],
  ['invalid_price', { price: `1${'0'.repeat(30)}` }],
  ['invalid_price', { events: [{ on: '2026-01-10', kind: 'amend', price: 'ten' }] }],
  ['invalid_quantity', { quantity: 'two' }],
  ['amount_too_large', { price: '1'.repeat(30) }],
  ['unknown_currency', { currency: 'XXY' }],
  ['invalid_date', { start: '0000-01-01' }],
  ['invalid_date', { until: '10000-01-01' }],
  ['invalid_date', { until: '2026-02-30' }],
  ['invalid_date', { end: '' }],
  ['invalid_date', { events: [{ on: 'soon', kind: 'suspend' }] }],
  ['end_before_start', { end: '2025-12-31' }],
  ['target_before_start', { until: '2025-12-31' }],
  ['invalid_event', { events: [{ on: '2026-01-10', kind: 'resume' }] }],
  ['invalid_event', { events: [{ on: '2026-01-10', kind: 'revalue', pct: 'much' }] }],
  ['invalid_history', { invoiced: [{ from: '2026-01-10', to: '2026-01-10', amount: '1.00' }] }],
  ['invalid_history', { invoiced: [{ from: '2026-01-01', to: '2026-01-10', amount: '1.00', credited: '2.00' }] }],
  ['invalid_amount', { invoiced: [{ from: '2026-01-01', to: '2026-02-01', amount: '1.005' }] }],
  [
    'overlapping_history',
    { invoiced: [{ from: '2026-01-01', to: '2026-02-01', amount: '100.00' }, { from: '2026-01-31', to: '2026-03-01', amount: '100.00' }] },
  ],
  ['too_many_items', { start: '1990-01-01', billing: { period: { unit: 'day', count: 1 }, mode: 'advance' } }],
  ['date_out_of_range', { start: '9999-12-15', until: '9999-12-31' }],
]

const notSpecifications: [string, unknown][] = [
  ['The input must be an object', 'text'],
  ['price must be text', { ...specification, price: 100 }],
  ['billing must be an object', { ...specification, billing: undefined }],
  ['billing.period.count must be an integer from 1 to 36600', { ...specification, billing: { mode: 'advance', period: { unit: 'month', count: 0 } } }],
  ['[1].billing.anchor.day must be an integer from 1 to 31', [
    specification,
    { ...specification, billing: { ...specification.billing, anchor: { kind: 'day_of_month', day: 32 } } },
  ]],
  ['events[0].kind must be one of amend, suspend, resume, terminate, revalue', { ...specification, events: [{ on: '2026-01-01', kind: 'renew' }] }],
  ['events[0].pct or an index, a price, a max or a min must be given, and only one of them', { ...specification, events: [{ on: '2026-01-01', kind: 'revalue' }] }],
  ['invoiced must be a list', { ...specification, invoiced: {} }],
]

test.group('Refusals of a specification', () => {
  for (const [code, changes] of refused) {
    test(`${code}: ${JSON.stringify(changes).slice(0, 90)}`, ({ assert }) => {
      const { items, error, id } = answer(changes)
      assert.isEmpty(items)
      assert.equal(error?.code, code)
      assert.isNotEmpty(error?.message)
      assert.equal(id, 'one')
    })
  }

  test('a target before the start is meant when a lead bills the first period by then', ({ assert }) => {
    const { items } = answer({ until: '2025-12-20', billing: { ...specification.billing, leadDays: 15 } })
    assert.deepEqual(items.map(({ from, billDate, amount }) => [from, billDate, amount]), [['2026-01-01', '2025-12-17', '100.00']])
  })

  test('a line of no days is nothing to refuse', ({ assert }) => {
    assert.deepEqual(answer({ end: '2026-01-01' }), { id: 'one', items: [], total: '0.00', error: null })
  })

  test('amounts carry the decimals of their currency', ({ assert }) => {
    const amounts = (currency: string) => answer({ currency, price: '33.3335', end: '2026-01-16' }).items.map(({ amount }) => amount)
    assert.deepEqual(amounts('JPY'), ['16'])
    assert.deepEqual(amounts('EUR'), ['16.13'])
    assert.deepEqual(amounts('KWD'), ['16.129'])
  })

  test('a price of thirty digits is exact', ({ assert }) => {
    assert.equal(answer({ price: '100.004999999999999999999999999' }).items[0].amount, '100.00')
    assert.equal(answer({ price: '100.005000000000000000000000000' }).items[0].amount, '100.01')
  })

  for (const [message, input] of notSpecifications) {
    test(`not a specification: ${message}`, ({ assert }) => {
      assert.throws(() => specificationsFrom(input), message)
    })
  }
})
