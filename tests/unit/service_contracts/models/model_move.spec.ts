import fc from 'fast-check'
import { test } from '@japa/runner'
import { calendarDate } from '#shared/calendar/calendar_date'
import { modelMove, type LineNow } from '#service_contracts/rules/models/model_move'
import type { ModelTerms } from '#service_contracts/rules/models/model_terms'

const ON = calendarDate('2026-07-01')
const line = (id: number, unitPrice: string) => ({ id, productId: null, description: `Line ${id}`, quantity: '1', unitPrice })
const terms = (fields: ModelTerms['fields'], more: Partial<ModelTerms> = {}): ModelTerms => ({ fields, lines: [line(1, '100')], coverage: null, documents: [], ...more })
const now = (price: string, modelLineId: number | null = 1): LineNow => ({ id: 7, modelLineId, price, quantity: '1' })
const running = (fields: Record<string, unknown>) => ({ status: 'active', ...fields })

test.group('Moving a contract to another version', () => {
  test('changes the price by a dated change where it is still the one of its version', ({ assert }) => {
    const [from, to] = [terms({}), terms({}, { lines: [line(1, '120')] })]
    assert.deepEqual(modelMove(from, to, running({}), [now('100.00')], ON).lines, [{ lineId: 7, event: { kind: 'amend', on: ON, price: '120' } }])
    assert.deepEqual(modelMove(from, to, running({}), [now('80')], ON).lines, [])
    assert.deepEqual(modelMove(from, to, running({}), [now('100', null)], ON).lines, [])
  })

  test('changes the period and mode of every line, and keeps what would rewrite what was billed', ({ assert }) => {
    const [from, to] = [terms({ period_unit: 'month', period_count: 1, mode: 'advance', lead_days: 0 }), terms({ period_unit: 'quarter', period_count: 1, mode: 'arrears', lead_days: 5 })]
    const move = modelMove(from, to, running({ ...from.fields }), [now('100'), { ...now('5', null), id: 8 }], ON)
    assert.deepEqual(move.lines.map(({ lineId, event }) => [lineId, event.period, event.mode]), [[7, { unit: 'quarter', count: 1 }, 'arrears'], [8, { unit: 'quarter', count: 1 }, 'arrears']])
    assert.deepEqual(move.stays.map((one) => (one.what === 'field' ? one.field : one.what)), ['lead_days'])
  })

  test('corrects a draft as a whole, and never changes what counts at birth', ({ assert }) => {
    const [from, to] = [terms({ mode: 'advance', duration_months: 12 }), terms({ mode: 'arrears', duration_months: 24 })]
    const move = modelMove(from, to, { status: 'draft', ...from.fields }, [], ON)
    assert.deepEqual(move.columns, { mode: 'arrears' })
    assert.deepEqual(move.stays.map((one) => (one.what === 'field' ? one.field : one.what)), ['duration_months'])
  })

  test('takes the coverage over that was published since', ({ assert }) => {
    const move = modelMove(terms({ coverage_set_id: null }), terms({ coverage_set_id: 3 }, { coverage: { setId: 3, number: 2 } }), running({}), [], ON)
    assert.isTrue(move.takesCoverage)
    assert.lengthOf(move.stays, 0)
  })

  test('does nothing between the same versions, and leaves each difference either taken or as it was', ({ assert }) => {
    const grouping = fc.constantFrom('customer', 'contract', 'item')
    const price = fc.integer({ min: 1, max: 3 }).map(String)
    fc.assert(
      fc.property(grouping, grouping, grouping, price, price, price, (a, b, has, p, q, costs) => {
        const [from, to] = [terms({ grouping: a }, { lines: [line(1, p)] }), terms({ grouping: b }, { lines: [line(1, q)] })]
        const still = modelMove(to, to, running({ grouping: has }), [now(costs)], ON)
        assert.deepEqual([still.columns, still.lines, still.taken, still.stays], [{}, [], [], []])
        const move = modelMove(from, to, running({ grouping: has }), [now(costs)], ON)
        assert.equal(move.taken.length + move.stays.length, Number(a !== b) + Number(p !== q))
        assert.equal(Object.keys(move.columns).length, Number(a !== b && has === a))
        assert.equal(move.lines.length, Number(p !== q && costs === p))
      })
    )
  })
})
