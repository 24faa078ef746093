import { test } from '@japa/runner'
import type { BilledCharge } from '#billing/queries/billed_ledger'
import { instalments } from '#service_contracts/rules/instalments'
import { day, lineTerms } from '#tests/support/billing_cases'

const WINDOW = { from: day('2026-01-01'), to: day('2026-07-01') }

test.group('The timeline of a contract line', () => {
  test('tells what was billed, what is due, what will come and what is suspended', ({ assert }) => {
    const january = { id: 7, from: day('2026-01-01'), to: day('2026-02-01'), netCents: 10_000, kind: 'recurring', correctsChargeId: null } as BilledCharge
    const terms = lineTerms({ events: [{ on: day('2026-03-11'), kind: 'suspend' }, { on: day('2026-05-01'), kind: 'resume' }] })
    const told = instalments(terms, [january], day('2026-02-15'), WINDOW).sort((one, other) => (one.from < other.from ? -1 : 1))

    // 10 of 31 days of March are served: 32.26
    assert.deepEqual(told.map(({ from, to, state, netCents }) => `${from} ${to} ${state} ${netCents}`), [
      '2026-01-01 2026-02-01 billed 10000',
      '2026-02-01 2026-03-01 due 10000',
      '2026-03-01 2026-03-11 future 3226',
      '2026-03-11 2026-04-01 suspended 0',
      '2026-04-01 2026-05-01 suspended 0',
      '2026-05-01 2026-06-01 future 10000',
      '2026-06-01 2026-07-01 future 10000',
    ])
  })

  test('a suspension without an end reaches over every period that follows', ({ assert }) => {
    const terms = lineTerms({ end: day('2026-06-01'), events: [{ on: day('2026-04-01'), kind: 'suspend' }] })
    const told = instalments(terms, [], day('2026-01-01'), WINDOW).filter(({ state }) => state === 'suspended')
    assert.deepEqual(told.map(({ from, to }) => [from, to]), [['2026-04-01', '2026-05-01'], ['2026-05-01', '2026-06-01']])
  })
})
