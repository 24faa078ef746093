import { test } from '@japa/runner'
import type { DueCharge } from '#billing/charge_sources'
import { anomaliesOf, isWorrying, USUAL } from '#billing/rules/anomalies'
import { calendarDate } from '#shared/calendar/calendar_date'

const UNTIL = calendarDate('2026-03-31')

const charge = (more: Partial<DueCharge> = {}): DueCharge => ({
  sourceId: 1,
  companyId: 1,
  currency: 'EUR',
  kind: 'recurring',
  from: calendarDate('2026-03-01'),
  to: calendarDate('2026-04-01'),
  dueOn: calendarDate('2026-03-01'),
  netCents: 10_000,
  quantity: '1',
  unitPrice: '100.00',
  description: 'Care',
  productId: null,
  taxCode: null,
  groupKey: 'customer',
  revision: 0,
  correctsChargeId: null,
  explanation: {},
  previousCents: 10_000,
  isWholePeriod: true,
  ...more,
})

test.group('Anomalies of a due charge', () => {
  test('are none when it costs what it did before', ({ assert }) => {
    assert.deepEqual(anomaliesOf(charge(), UNTIL, USUAL), [])
  })

  test('name a jump beyond the per cent the company chose, up and down', ({ assert }) => {
    assert.deepEqual(anomaliesOf(charge({ netCents: 12_000 }), UNTIL, USUAL), [])
    assert.deepEqual(anomaliesOf(charge({ netCents: 12_001 }), UNTIL, USUAL), ['jump'])
    assert.deepEqual(anomaliesOf(charge({ netCents: 7_999 }), UNTIL, USUAL), ['jump'])
    assert.deepEqual(anomaliesOf(charge({ netCents: 5_000, isWholePeriod: false }), UNTIL, USUAL), [])
  })

  test('name what is given back', ({ assert }) => {
    assert.deepEqual(anomaliesOf(charge({ kind: 'credit', netCents: -100, isWholePeriod: false }), UNTIL, USUAL), ['credit'])
  })

  test('name what should have been billed more than 45 days ago', ({ assert }) => {
    assert.deepEqual(anomaliesOf(charge({ dueOn: calendarDate('2026-02-14') }), UNTIL, USUAL), [])
    assert.deepEqual(anomaliesOf(charge({ dueOn: calendarDate('2026-02-13') }), UNTIL, USUAL), ['late'])
  })

  test('tell a first charge as news that worries nobody', ({ assert }) => {
    assert.deepEqual(anomaliesOf(charge({ previousCents: null }), UNTIL, USUAL), ['first'])
    assert.isFalse(isWorrying('first'))
    assert.isFalse(isWorrying(''))
    assert.isTrue(isWorrying('late'))
  })

  test('a first invoice, a missing tax, a blocked customer and an old price are shown where the company wants to see them', ({ assert }) => {
    const all = { ...USUAL, flagsFirst: true, flagsMissingTax: true, priceAgeMonths: 24 }
    const found = (more: Partial<DueCharge>, isBlocked = false) => anomaliesOf(charge(more), UNTIL, all, isBlocked)

    assert.deepEqual(found({ productId: 1 }), [])
    assert.deepEqual(found({ productId: 1, previousCents: null }), ['new'])
    assert.deepEqual(found({}), ['no_tax'])
    assert.deepEqual(found({ taxCode: 'S' }, true), ['blocked'])
    assert.deepEqual(found({ productId: 1, pricedOn: calendarDate('2024-03-01') }), [])
    assert.deepEqual(found({ productId: 1, pricedOn: calendarDate('2024-02-29') }), ['old_price'])
    assert.isTrue(isWorrying('new'))
    assert.deepEqual(anomaliesOf(charge({ pricedOn: calendarDate('2000-01-01') }), UNTIL, USUAL), [])
  })
})
