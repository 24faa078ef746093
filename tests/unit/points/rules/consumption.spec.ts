import { test } from '@japa/runner'
import { calendarDate } from '#shared/calendar/calendar_date'
import type { AccountPolicy } from '#points/rules/account'
import { booked, emptyLedger, type Ledger } from '#points/rules/ledger'
import type { Lot } from '#points/rules/lot'
import type { ReplayEvent } from '#points/rules/replay_events'

const BLOCK: AccountPolicy = { shortage: { kind: 'block' }, graceDays: 30 }
const day = calendarDate

const lot = (id: string, points: number, values: Partial<Lot> = {}): Lot => ({
  id,
  points: points * 100,
  unitValue: '1',
  source: 'purchase',
  validFrom: day('2026-01-01'),
  expiresOn: null,
  priority: 0,
  isBonus: false,
  ...values,
})

function ledgerOf(policy: AccountPolicy, lots: Lot[], events: Partial<ReplayEvent>[] = []): Ledger {
  const openings = lots.map((one) => ({ kind: 'open', key: `lot ${one.id}`, on: day('2026-01-01'), lot: one }))
  const complete = events.map((event, index) => ({ key: `e${index}`, on: day('2026-03-01'), request: null, points: null, ...event }))
  return ([...openings, ...complete] as ReplayEvent[]).reduce((ledger, event) => booked(ledger, [], event), emptyLedger(policy))
}

const consume = (points: number, more = {}) => ({ kind: 'consume' as const, points: points * 100, ...more })
const remaining = ({ state }: Ledger) => Object.fromEntries(state.lots.map(({ id, remaining: left }) => [id, left / 100]))
const last = ({ entries }: Ledger) => entries.at(-1)!

test.group('Consumption', () => {
  test('takes by priority, then what expires first, then bonus, then the older, then by id', ({ assert }) => {
    const lots = [
      lot('newer', 1, { validFrom: day('2026-02-01') }),
      lot('2', 1),
      lot('10', 1),
      lot('bonus', 1, { isBonus: true }),
      lot('late', 1, { expiresOn: day('2027-01-01') }),
      lot('soon', 1, { expiresOn: day('2026-06-01') }),
      lot('first', 1, { priority: -1 }),
    ]
    const taken = last(ledgerOf(BLOCK, lots, [consume(7)])).booking.moves.map(({ from }) => from)
    assert.deepEqual(taken, ['lot:first', 'lot:soon', 'lot:late', 'lot:bonus', 'lot:2', 'lot:10', 'lot:newer'])
  })

  test('leaves alone what is not valid yet or no longer', ({ assert }) => {
    const lots = [lot('later', 5, { validFrom: day('2026-03-02') }), lot('over', 5, { expiresOn: day('2026-03-01') }), lot('now', 5, { expiresOn: day('2026-03-02') })]
    const ledger = ledgerOf(BLOCK, lots, [consume(5)])
    assert.deepEqual(remaining(ledger), { later: 5, over: 5, now: 0 })
  })

  test('is refused as a whole where there is too little', ({ assert }) => {
    const ledger = ledgerOf(BLOCK, [lot('a', 40)], [consume(100)])
    assert.deepInclude(last(ledger).booking.refusal, { code: 'INSUFFICIENT', needed: 10_000, available: 4_000 })
    assert.deepEqual(remaining(ledger), { a: 40 })
  })

  test('leaves the rest to be invoiced: 40 points against 100 leave 60', ({ assert }) => {
    const ledger = ledgerOf({ ...BLOCK, shortage: { kind: 'invoice_remainder' } }, [lot('a', 40)], [consume(100)])
    assert.equal(last(ledger).booking.invoiced, 6_000)
    assert.deepEqual(remaining(ledger), { a: 0 })
  })

  test('overdraws up to the limit, and the next lot repays first', ({ assert }) => {
    const policy: AccountPolicy = { shortage: { kind: 'overdraw', limit: 2_000 }, graceDays: 30 }
    const ledger = ledgerOf(policy, [lot('a', 10)], [consume(25), consume(6), { kind: 'open', lot: lot('b', 50) }])
    // 10 from the lot and 15 owed; 6 more would make 21, above 20
    assert.equal(ledger.entries[2].booking.refusal?.code, 'OVER_LIMIT')
    assert.deepEqual(remaining(ledger), { a: 0, b: 35 })
    assert.deepEqual(ledger.state.debts, [])
  })

  test('of nothing books no move', ({ assert }) => {
    assert.deepEqual(last(ledgerOf(BLOCK, [], [consume(0)])).outcome, 'booked')
  })
})

test.group('Reversal', () => {
  test('gives back to the same lots, the last taken first', ({ assert }) => {
    const lots = [lot('a', 10, { expiresOn: day('2026-06-01') }), lot('b', 10)]
    const ledger = ledgerOf(BLOCK, lots, [consume(15), { kind: 'reverse', of: 'e0', points: 700 }])
    // 10 of a and 5 of b were taken; 5 go back to b and 2 to a
    assert.deepEqual(remaining(ledger), { a: 2, b: 10 })
  })

  test('opens a new lot with days of grace where the old one has expired', ({ assert }) => {
    const events = [consume(10), { kind: 'expire' as const, on: day('2026-06-01') }, { kind: 'reverse' as const, of: 'e0', on: day('2026-06-10') }]
    const { state } = ledgerOf(BLOCK, [lot('a', 30, { expiresOn: day('2026-06-01') })], events)
    assert.deepEqual(state.lots.map(({ id, remaining: left, expiresOn }) => [id, left, expiresOn]), [
      ['a', 0, '2026-06-01'],
      ['a~e2', 1_000, '2026-07-10'],
    ])
  })

  test('of an overdraft that a lot repaid gives back to that lot', ({ assert }) => {
    const policy: AccountPolicy = { shortage: { kind: 'overdraw', limit: 2_000 }, graceDays: 30 }
    const ledger = ledgerOf(policy, [lot('a', 10)], [consume(15), { kind: 'open', lot: lot('b', 20) }, { kind: 'reverse', of: 'e0' }])
    assert.deepEqual(remaining(ledger), { a: 10, b: 20 })
  })

  test('takes back first what was left to be invoiced', ({ assert }) => {
    const ledger = ledgerOf({ ...BLOCK, shortage: { kind: 'invoice_remainder' } }, [lot('a', 40)], [consume(100), { kind: 'reverse', of: 'e0', points: 7_000 }])
    assert.equal(last(ledger).booking.invoiced, -6_000)
    assert.deepEqual(remaining(ledger), { a: 10 })
  })

  test('of something unknown is refused', ({ assert }) => {
    assert.equal(last(ledgerOf(BLOCK, [lot('a', 1)], [{ kind: 'reverse', of: 'lot a' }])).booking.refusal?.code, 'UNKNOWN_CONSUMPTION')
  })
})

test.group('Correction', () => {
  test('takes no more than a lot holds', ({ assert }) => {
    const ledger = ledgerOf(BLOCK, [lot('a', 4), lot('b', 9)], [{ kind: 'correct', points: -500, reason: 'x', lot: 'a' }])
    assert.equal(last(ledger).booking.refusal?.code, 'LOT_TOO_SMALL')
  })

  test('adds nothing to a lot that has expired', ({ assert }) => {
    const expired = lot('a', 4, { expiresOn: day('2026-02-01') })
    assert.equal(last(ledgerOf(BLOCK, [expired], [{ kind: 'correct', points: 500, reason: 'x', lot: 'a' }])).booking.refusal?.code, 'LOT_EXPIRED')
  })

  test('upwards without a lot opens one', ({ assert }) => {
    const ledger = ledgerOf(BLOCK, [], [{ kind: 'correct', points: 500, reason: 'gift', lot: null, expiresOn: null }])
    assert.deepEqual(remaining(ledger), { 'lot e0': 5 })
  })
})
