import { test } from '@japa/runner'
import { calendarDate } from '#shared/calendar/calendar_date'
import { booked, emptyLedger, type Ledger } from '#points/rules/ledger'
import type { ReplayEvent } from '#points/rules/replay_events'

const on = calendarDate
const lot = (id: string, from: string, to: string) => ({ id, points: 10_000, unitValue: null, source: 'contract' as const, validFrom: on(from), expiresOn: on(to), priority: 0, isBonus: false })
const open = (id: string, from: string, to: string): ReplayEvent => ({ kind: 'open', key: id, on: on('2026-01-01'), lot: lot(id, from, to) })
const consume = (key: string, day: string, points: number): ReplayEvent => ({ kind: 'consume', key, on: on(day), points, request: null })
const withdraw = (day: string, ...lots: string[]): ReplayEvent => ({ kind: 'withdraw', key: `w ${day}`, on: on(day), lots })

const POLICY = { shortage: { kind: 'block' as const }, graceDays: 30 }
const book = (...events: ReplayEvent[]): Ledger => events.reduce((ledger, event) => booked(ledger, [], event), emptyLedger(POLICY))
const left = ({ state }: Ledger) => state.lots.map(({ remaining }) => remaining)
const last = ({ entries }: Ledger) => entries.at(-1)!.booking

test.group('Points that should not have been given', () => {
  const terms = [open('one', '2026-01-01', '2027-01-01'), open('two', '2027-01-01', '2028-01-01')]

  test('are taken back as far as they were not used, and cannot be used again', ({ assert }) => {
    const ledger = book(...terms, consume('visit', '2027-02-01', 3_000), withdraw('2027-02-10', 'two'))
    assert.deepEqual(left(ledger), [10_000, 0])
    assert.deepEqual(last(ledger).moves.map(({ kind, from, to, points }) => [kind, from, to, points]), [['withdraw', 'lot:two', 'issued', 7_000]])
    assert.equal(last(booked(ledger, [], consume('more', '2027-02-11', 1))).refusal?.code, 'INSUFFICIENT')
  })

  test('are taken back once more when a consumption of them is reversed, also after their last day', ({ assert }) => {
    const ledger = book(...terms, consume('visit', '2027-02-01', 3_000), withdraw('2027-02-10', 'two'))
    for (const day of ['2027-03-01', '2028-06-01']) {
      const reversed = booked(ledger, [], { kind: 'reverse', key: `r ${day}`, on: on(day), of: 'visit', points: null })
      assert.deepEqual(left(reversed), [10_000, 0])
      assert.deepEqual(last(reversed).moves.map(({ kind }) => kind), ['reverse', 'withdraw'])
      assert.isEmpty(last(reversed).opened)
    }
  })

  test('repay nothing that is owed', ({ assert }) => {
    const overdrawn = [{ ...POLICY, shortage: { kind: 'overdraw' as const, limit: 5_000 } }].map((policy) =>
      [open('two', '2027-01-01', '2028-01-01'), consume('visit', '2026-12-01', 2_000)].reduce((ledger, event) => booked(ledger, [], event), emptyLedger(policy))
    )[0]
    const ledger = booked(overdrawn, [], withdraw('2027-02-10', 'two'))
    assert.deepEqual([left(ledger), ledger.state.debts.map(({ points }) => points)], [[0], [2_000]])
  })

  test('are named by lots that are there; none named, nothing moves', ({ assert }) => {
    assert.equal(last(book(...terms, withdraw('2027-02-10', 'three'))).refusal?.code, 'UNKNOWN_LOT')
    assert.deepEqual(last(book(...terms, withdraw('2027-02-10'))).moves, [])
  })
})
