import { test } from '@japa/runner'
import fc from 'fast-check'
import { addDays, calendarDate } from '#shared/calendar/calendar_date'
import { agedAmounts, bucketOf, BUCKETS, reopened } from '#billing/rules/aging'
import { filled, holds, levelDue, levelFault } from '#billing/rules/reminders'
import { statementsOf, type StatementEntry } from '#billing/rules/statement'

const MANY = { numRuns: 2_000 }

const day = calendarDate
const DUE = day('2026-01-31')
const LEVELS = [7, 21, 45].map((daysLate, index) => ({ level: index + 1, daysLate }))

test.group('What is late', () => {
  test('a due date is {1} after {0} days')
    .with([[-5, 'not_due'], [0, 'not_due'], [1, 'to_30'], [30, 'to_30'], [31, 'to_60'], [60, 'to_60'], [61, 'to_90'], [90, 'to_90'], [91, 'over_90']] as const)
    .run(({ assert }, [days, bucket]) => assert.equal(bucketOf(DUE, addDays(DUE, days)), bucket))

  test('payments that came later are put back on the last instalments first, and never beyond an amount', ({ assert }) => {
    const part = (on: string, amountCents: number, openCents: number) => ({ dueOn: day(on), amountCents, openCents })
    const two = [part('2026-02-01', 5_000, 0), part('2026-03-01', 5_000, 2_000)]
    assert.deepEqual(reopened(two, 4_000).map(({ openCents }) => openCents), [1_000, 5_000])
    assert.deepEqual(reopened(two, 99_000).map(({ openCents }) => openCents), [5_000, 5_000])
    assert.deepEqual(reopened(two, -1_500).map(({ openCents }) => openCents), [0, 500])
    assert.deepEqual(reopened([part('2026-02-01', -3_000, 0)], -2_000).map(({ openCents }) => openCents), [-2_000])
  })

  test('whatever is open, the buckets add up to it and currencies do not mix', ({ assert }) => {
    const due = fc.record({ companyId: fc.integer({ min: 1, max: 4 }), company: fc.constant('C'), currency: fc.constantFrom('EUR', 'RON'), dueOn: fc.integer({ min: -200, max: 200 }).map((days) => addDays(DUE, days)), openCents: fc.integer({ min: -10_000, max: 10_000 }) })
    fc.assert(
      fc.property(fc.array(due), (dues) => {
        const aged = agedAmounts(dues, DUE)
        for (const one of aged) {
          assert.equal(BUCKETS.reduce((sum, bucket) => sum + one.buckets[bucket], 0), one.totalCents)
          assert.equal(one.totalCents - one.buckets.not_due, one.lateCents)
        }
        for (const currency of ['EUR', 'RON']) {
          const sum = (rows: { currency: string }[], cents: (row: any) => number) => rows.filter((row) => row.currency === currency).reduce((total, row) => total + cents(row), 0)
          assert.equal(sum(aged, (row) => row.totalCents), sum(dues, (row) => row.openCents))
        }
      }),
      MANY
    )
  })
})

test.group('When a customer is reminded', () => {
  const after = (days: number) => addDays(DUE, days)
  test('{0}')
    .with([
      ['not before the days of the first level', after(6), null, null],
      ['at the first level on its day', after(7), null, 1],
      ['at the first level first, however late it is', after(100), null, 1],
      ['at the second after the days between them', after(21), { level: 1, on: after(7) }, 2],
      ['not at once when the first came late', after(101), { level: 1, on: after(100) }, null],
      ['at the second fourteen days after a late first', after(114), { level: 1, on: after(100) }, 2],
      ['at the third', after(138), { level: 2, on: after(114) }, 3],
      ['no more after the last', after(500), { level: 3, on: after(138) }, null],
    ] as const)
    .run(({ assert }, [, today, last, expected]) => assert.equal(levelDue(DUE, today, LEVELS, last), expected))

  test('a promise holds through its day, a dispute until it is lifted', ({ assert }) => {
    assert.isTrue(holds({ kind: 'promise', until: DUE }, DUE))
    assert.isFalse(holds({ kind: 'promise', until: DUE }, addDays(DUE, 1)))
    assert.isTrue(holds({ kind: 'dispute', until: null }, addDays(DUE, 900)))
  })

  test('the days of levels grow, and names in a text are filled in', ({ assert }) => {
    assert.isNull(levelFault(LEVELS))
    assert.equal(levelFault([LEVELS[0], { level: 2, daysLate: 7 }]), 2)
    assert.equal(filled('Dear {company}, {total} {other}', { company: 'Roca', total: '€5' }), 'Dear Roca, €5 {other}')
  })
})

test.group('The statement of a customer', () => {
  test('what was owed and what happened add up to what is owed, in each currency', ({ assert }) => {
    const entry = fc.record({ kind: fc.constantFrom('invoice' as const, 'credit_note' as const, 'payment' as const, 'reversal' as const), on: fc.integer({ min: 0, max: 60 }).map((days) => addDays(DUE, days)), number: fc.string(), href: fc.constant('/'), currency: fc.constantFrom('EUR', 'RON'), cents: fc.integer({ min: -1e6, max: 1e6 }) })
    fc.assert(
      fc.property(fc.array(entry), fc.integer(), (entries: StatementEntry[], opening) => {
        for (const one of statementsOf(new Map([['EUR', opening]]), entries)) {
          assert.equal(one.closingCents, one.openingCents + one.invoicedCents + one.creditedCents + one.paidCents)
          assert.equal(one.rows.at(-1)?.balanceCents ?? one.openingCents, one.closingCents)
          for (const [index, row] of one.rows.entries()) assert.isTrue(index === 0 || one.rows[index - 1].on <= row.on)
        }
      }),
      MANY
    )
  })
})
