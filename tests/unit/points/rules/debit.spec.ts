import fc from 'fast-check'
import { test } from '@japa/runner'
import { calendarDate } from '#shared/calendar/calendar_date'
import { debitOf, type DebitRequest } from '#points/rules/debit'
import type { DebitRule } from '#points/rules/debit_rule'
import { booked, emptyLedger } from '#points/rules/ledger'

const ON = calendarDate('2026-03-01')
const rule = (id: string, values: Partial<DebitRule>): DebitRule => ({
  id,
  type: 'contractual',
  item: null,
  customer: null,
  skill: null,
  product: null,
  points: null,
  step: null,
  zeroCounts: false,
  validFrom: null,
  validTo: null,
  ...values,
})
const request = (values: Partial<DebitRequest> = {}): DebitRequest => ({ request: 'R1', on: ON, item: 'crane', customer: 'acme', skill: 'electric/control/plc', lines: [], ...values })
const part = (rules: DebitRule[], values: Partial<DebitRequest> = {}, index = 0) => debitOf(rules, request(values), false).parts[index]
const verdicts = (rules: DebitRule[], values: Partial<DebitRequest> = {}, index = 0) =>
  Object.fromEntries(part(rules, values, index).considered.map(({ rule: id, verdict }) => [id, verdict]))

test.group('Debit rules', () => {
  test('item outweighs customer and skill together', ({ assert }) => {
    const rules = [rule('general', { points: '1' }), rule('item', { item: 'crane', points: '4' }), rule('both', { customer: 'acme', skill: 'electric', points: '3' })]
    assert.deepEqual([part(rules).rule, part(rules).points], ['item', 400])
    assert.deepEqual(verdicts(rules), { item: 'WON', both: 'LESS_SPECIFIC', general: 'LESS_SPECIFIC' })
  })

  test('the deepest skill group wins among equals', ({ assert }) => {
    const rules = [rule('wide', { skill: 'electric', points: '1' }), rule('deep', { skill: 'electric/control', points: '2' }), rule('alike', { skill: 'electric/cont', points: '9' })]
    assert.equal(part(rules).rule, 'deep')
    assert.equal(verdicts(rules).alike, 'OTHER_SKILL')
  })

  test('no value and a zero that does not count climb to the next level', ({ assert }) => {
    const rules = [rule('item', { item: 'crane' }), rule('customer', { customer: 'acme', points: '0' }), rule('general', { points: '2' })]
    assert.equal(part(rules).points, 200)
    assert.deepEqual(verdicts(rules), { item: 'NO_VALUE', customer: 'ZERO_DOES_NOT_COUNT', general: 'WON' })
  })

  test('a zero that counts ends the climb, for its type alone', ({ assert }) => {
    const rules = [
      rule('free', { customer: 'acme', points: '0', zeroCounts: true }),
      rule('general', { points: '2' }),
      rule('hour', { type: 'complementary', product: 'hour', points: '3' }),
    ]
    const { points, parts } = debitOf(rules, request({ lines: [{ product: 'hour', quantity: '2' }] }), false)
    assert.deepEqual([parts[0].rule, parts[0].points, points], ['free', 0, 600])
  })

  test('quantities are raised to whole steps, line by line', ({ assert }) => {
    const rules = [rule('fixed', { points: '2' }), rule('hour', { type: 'complementary', product: 'hour', points: '1.5', step: '0.5' }), rule('any', { type: 'complementary', points: '0.25' })]
    const lines = [
      { product: 'hour', quantity: '1.1' },
      { product: 'hour', quantity: '0.5' },
      { product: 'screw', quantity: '3.5' },
    ]
    // 2 + 1.5 × 1.5 + 0.5 × 1.5 + 3.5 × 0.25 = 2 + 2.25 + 0.75 + 0.875, and 0.875 is rounded to 0.88
    assert.deepEqual(debitOf(rules, request({ lines }), false).parts.map(({ points }) => points), [200, 225, 75, 88])
  })

  test('outside its days a rule says nothing', ({ assert }) => {
    const rules = [rule('ended', { points: '5', validTo: ON }), rule('coming', { points: '5', validFrom: calendarDate('2026-03-02') })]
    assert.deepEqual(verdicts(rules), { ended: 'NOT_IN_FORCE', coming: 'NOT_IN_FORCE' })
    assert.deepEqual([part(rules).rule, part(rules).points], [null, 0])
  })

  test('a request pays its contractual part once, and again after a whole reversal', ({ assert }) => {
    const rules = [rule('fixed', { points: '5' })]
    const debit = (key: string) => ({ kind: 'debit' as const, key, on: ON, debit: { request: 'R1', item: null, customer: null, skill: null, lines: [] } })
    let ledger = emptyLedger({ shortage: { kind: 'overdraw', limit: 100_000 }, graceDays: 30 })
    for (const event of [debit('a'), debit('b')]) ledger = booked(ledger, rules, event)
    assert.deepEqual(ledger.entries.map((entry) => entry.debit!.points), [500, 0])
    assert.isTrue(ledger.entries[1].debit!.parts[0].alreadyPaid)

    ledger = booked(ledger, rules, { kind: 'reverse', key: 'back', on: ON, of: 'a', points: null })
    assert.equal(booked(ledger, rules, debit('c')).entries.at(-1)!.debit!.points, 500)
  })

  test('the order in which rules are written down does not matter', ({ assert }) => {
    const oneOf = (...values: string[]) => fc.option(fc.constantFrom(...values))
    const anyRule = fc.record({
      type: fc.constantFrom('contractual' as const, 'complementary' as const),
      item: oneOf('crane', 'lift'),
      customer: oneOf('acme', 'other'),
      skill: oneOf('electric', 'electric/control', 'hydraulic'),
      points: oneOf('0', '1', '2.5'),
      zeroCounts: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(anyRule, { maxLength: 12 }), fc.integer({ min: 0, max: 11 }), (bare, at) => {
        const rules = bare.map((values, index) => rule(String(index), values))
        const asked = request({ lines: [{ product: 'hour', quantity: '2' }] })
        assert.deepEqual(debitOf([...rules.slice(at), ...rules.slice(0, at)].reverse(), asked, false), debitOf(rules, asked, false))
      })
    )
  })
})
