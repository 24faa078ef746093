import fc from 'fast-check'
import { addDays, calendarDate } from '#shared/calendar/calendar_date'
import type { AccountPolicy } from '#points/rules/account'
import type { Lot } from '#points/rules/lot'
import type { ReplayEvent, ReplayInput } from '#points/rules/replay_events'

export const FIRST_DAY = calendarDate('2026-01-01')
const DAYS = 120

const day = fc.integer({ min: 0, max: DAYS }).map((days) => addDays(FIRST_DAY, days))
const points = fc.integer({ min: 1, max: 20_000 })

const anyLot = (id: string): fc.Arbitrary<Lot> =>
  fc
    .record({ points, validFrom: day, lasts: fc.option(fc.integer({ min: 1, max: 90 })), priority: fc.integer({ min: 0, max: 2 }), isBonus: fc.boolean() })
    .map(({ lasts, ...lot }) => ({
      ...lot,
      id,
      unitValue: lot.isBonus ? null : '1.25',
      source: 'purchase' as const,
      expiresOn: lasts === null ? null : addDays(lot.validFrom, lasts),
    }))

const anyEvent = (index: number): fc.Arbitrary<ReplayEvent> => {
  const dated = { key: fc.constant(`e${index}`), on: day }
  const of = fc.integer({ min: 0, max: Math.max(index - 1, 0) }).map((n) => `e${n}`)
  return fc.oneof(
    fc.record({ ...dated, kind: fc.constant('consume' as const), points, request: fc.constant(null) }),
    fc.record({ ...dated, kind: fc.constant('reverse' as const), of, points: fc.option(points) }),
    fc.record({ ...dated, kind: fc.constant('open' as const), lot: anyLot(`late${index}`) }),
    fc.record({ key: fc.constant(`e${index}`), on: day, kind: fc.constant('expire' as const) }),
    fc.record({ ...dated, kind: fc.constant('withdraw' as const), lots: fc.subarray(['b', 'c']) }),
    fc.record({ ...dated, kind: fc.constant('extend' as const), lots: fc.subarray(['a', 'd']).map((ids) => ids.map((id) => ({ id, next: `${id} on` }))), until: fc.option(day) }),
    fc.record({
      ...dated,
      kind: fc.constant('correct' as const),
      points: fc.integer({ min: -5_000, max: 5_000 }).filter((n) => n !== 0),
      reason: fc.constant('counted anew'),
      lot: fc.option(fc.constant('a')),
      expiresOn: fc.constant(null),
    })
  )
}

const anyPolicy: fc.Arbitrary<AccountPolicy> = fc.record({
  shortage: fc.oneof(
    fc.constant({ kind: 'block' as const }),
    fc.record({ kind: fc.constant('overdraw' as const), limit: points }),
    fc.constant({ kind: 'invoice_remainder' as const })
  ),
  graceDays: fc.integer({ min: 1, max: 40 }),
})

/** Accounts with a few lots and up to thirty events on any days of four months. */
export const anyAccount: fc.Arbitrary<ReplayInput> = fc
  .record({
    policy: anyPolicy,
    lots: fc.tuple(...['a', 'b', 'c', 'd'].map(anyLot)),
    count: fc.integer({ min: 0, max: 30 }),
  })
  .chain(({ policy, lots, count }) =>
    fc.tuple(...Array.from({ length: count }, (_, index) => anyEvent(index))).map((events) => ({
      id: null,
      policy,
      recharge: { below: 1_000, points: 10_000 },
      lots,
      rules: [],
      events,
      moment: addDays(FIRST_DAY, DAYS),
    }))
  )
