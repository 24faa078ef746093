import { test } from '@japa/runner'
import { calendarDate } from '#shared/calendar/calendar_date'
import { booked, emptyLedger, type Ledger } from '#points/rules/ledger'
import type { ReplayEvent } from '#points/rules/replay_events'

const on = calendarDate
const lot = { id: 'one', points: 10_000, unitValue: '1.20', source: 'contract' as const, validFrom: on('2026-01-01'), expiresOn: on('2027-01-01'), priority: 0, isBonus: false }
const open: ReplayEvent = { kind: 'open', key: 'o', on: on('2026-01-01'), lot }
const consume = (key: string, day: string, points: number): ReplayEvent => ({ kind: 'consume', key, on: on(day), points, request: null })
const extend = (day: string, until: string | null, id = 'one', next = 'two'): ReplayEvent => ({ kind: 'extend', key: `x ${day}`, on: on(day), lots: [{ id, next }], until: until === null ? null : on(until) })
const expire = (day: string): ReplayEvent => ({ kind: 'expire', key: `e ${day}`, on: on(day) })

const POLICY = { shortage: { kind: 'block' as const }, graceDays: 30 }
const book = (...events: ReplayEvent[]): Ledger => events.reduce((ledger, event) => booked(ledger, [], event), emptyLedger(POLICY))
const lots = ({ state }: Ledger) => state.lots.map(({ id, remaining, expiresOn }) => [id, remaining, expiresOn])
const moves = ({ entries }: Ledger) => entries.at(-1)!.booking.moves.map(({ from, to, points }) => [from, to, points])

test.group('Points whose time goes on longer', () => {
  test('go on in a lot that is the same but for its end; the old one keeps its days', ({ assert }) => {
    const ledger = book(open, consume('visit', '2026-02-01', 3_000), extend('2026-06-01', '2027-03-01'))
    assert.deepEqual(lots(ledger), [['one', 0, '2027-01-01'], ['two', 7_000, '2027-03-01']])
    assert.deepEqual(moves(ledger), [['lot:one', 'issued', 7_000], ['issued', 'lot:two', 7_000]])
    assert.deepInclude(ledger.state.lots[1], { unitValue: '1.20', source: 'contract', validFrom: '2026-01-01' })
    assert.equal(booked(ledger, [], consume('late', '2027-02-28', 7_000)).entries.at(-1)!.outcome, 'booked')
  })

  test('come back where they had been written off before anybody knew', ({ assert }) => {
    const ledger = book(open, consume('visit', '2026-02-01', 3_000), expire('2027-01-05'), extend('2027-01-10', '2027-03-01'))
    assert.deepEqual(moves(ledger), [['expired', 'lot:two', 7_000]])
    assert.deepEqual(lots(ledger), [['one', 0, '2027-01-01'], ['two', 7_000, '2027-03-01']])
  })

  test('receive what a reversal brings back to the lot they came from, also when all of it was used and its day has passed', ({ assert }) => {
    const used = book(open, consume('visit', '2026-02-01', 10_000), extend('2026-06-01', '2027-03-01'), extend('2026-07-01', '2027-05-01', 'two', 'three'))
    const reversed = booked(used, [], { kind: 'reverse', key: 'r', on: on('2027-04-01'), of: 'visit', points: 4_000 })
    assert.deepEqual(lots(reversed), [['one', 0, '2027-01-01'], ['two', 0, '2027-03-01'], ['three', 4_000, '2027-05-01']])
    assert.deepEqual(moves(reversed), [['consumed', 'lot:three', 4_000]])
    const again = booked(reversed, [], { kind: 'reverse', key: 's', on: on('2027-06-01'), of: 'visit', points: null })
    assert.deepEqual(lots(again).at(-1), ['three~s', 6_000, '2027-07-01'], 'after its last day too, for the grace period')
  })

  test('repay what is owed when they can be used again', ({ assert }) => {
    const policy = { ...POLICY, shortage: { kind: 'overdraw' as const, limit: 5_000 } }
    const ledger = [open, consume('late', '2027-01-05', 2_000), extend('2027-01-10', null)].reduce((state, event) => booked(state, [], event), emptyLedger(policy))
    assert.deepEqual([lots(ledger), ledger.state.debts], [[['one', 0, '2027-01-01'], ['two', 8_000, null]], []])
  })

  test('go on once from a lot, into one that is not there yet', ({ assert }) => {
    const refused = (event: ReplayEvent) => booked(book(open, extend('2026-06-01', '2027-03-01')), [], event).entries.at(-1)!.booking.refusal?.code
    assert.equal(refused(extend('2026-07-01', '2027-04-01')), 'UNKNOWN_LOT')
    assert.equal(refused(extend('2026-07-01', '2027-04-01', 'two', 'one')), 'LOT_TAKEN')
    assert.equal(refused(extend('2026-07-01', '2027-04-01', 'none', 'x')), 'UNKNOWN_LOT')
  })
})
