import { test } from '@japa/runner'
import { reconcile } from '#service_contracts/rules/reconcile'
import { day, lineTerms, rows, toLedger, total } from '#tests/support/billing_cases'

const april = { from: day('2023-04-01'), to: day('2023-05-01') }

test.group('Amendments', () => {
  test('a price that doubles half way credits the unused days and charges them again: −5.00 and +10.00', ({ assert }) => {
    const events = [{ on: day('2023-04-16'), kind: 'amend' as const, price: '20.00' }]
    const terms = lineTerms({ price: '10.00', start: april.from, events })
    const items = reconcile(terms, [{ ...april, amountMinor: 1_000 }], day('2023-04-16'))

    assert.deepEqual(rows(items), ['2023-04-16 2023-05-01 -5.00', '2023-04-16 2023-05-01 10.00'])
    assert.deepEqual(items.map(({ kind }) => kind), ['credit', 'recurring'])
    assert.deepEqual(items.map(({ billDate }) => billDate), ['2023-04-16', '2023-04-16'])
  })

  test('a change known before it is billed is billed in two pieces and needs no credit', ({ assert }) => {
    const events = [{ on: day('2023-04-16'), kind: 'amend' as const, price: '20.00' }]
    const items = reconcile(lineTerms({ price: '10.00', start: april.from, events }), [], day('2023-04-30'))
    assert.deepEqual(rows(items), ['2023-04-01 2023-04-16 5.00', '2023-04-16 2023-05-01 10.00'])
  })

  test('a change in arrears bills each piece on the day after its last', ({ assert }) => {
    const events = [{ on: day('2023-04-16'), kind: 'amend' as const, quantity: '2' }]
    const items = reconcile(lineTerms({ price: '10.00', start: april.from, events, billing: { mode: 'arrears' } }), [], day('2023-05-01'))
    assert.deepEqual(items.map(({ billDate, amountMinor }) => [billDate, amountMinor]), [['2023-04-16', 500], ['2023-05-01', 1_000]])
  })

  test('a new billing day cuts the period and bills a short stub up to it', ({ assert }) => {
    const events = [{ on: day('2016-05-15'), kind: 'amend' as const, anchor: { kind: 'day_of_month' as const, day: 20 } }]
    const terms = lineTerms({ price: '249.95', start: day('2016-05-01'), events })
    const billed = [{ from: day('2016-05-01'), to: day('2016-06-01'), amountMinor: 24_995 }]
    // credit 17/31 of May; 5/30 of the period from 20 April to 20 May; then whole periods
    assert.deepEqual(rows(reconcile(terms, billed, day('2016-05-20'))), [
      '2016-05-15 2016-06-01 -137.07',
      '2016-05-15 2016-05-20 41.66',
      '2016-05-20 2016-06-20 249.95',
    ])
  })

  test('without proration a change waits for the next period', ({ assert }) => {
    const events = [{ on: day('2023-04-16'), kind: 'amend' as const, price: '20.00' }]
    const terms = lineTerms({ price: '10.00', start: april.from, events, billing: { proration: 'none' } })
    assert.isEmpty(reconcile(terms, [{ ...april, amountMinor: 1_000 }], day('2023-04-30')))
    assert.deepEqual(rows(reconcile(terms, [], day('2023-05-01'))), ['2023-04-01 2023-05-01 10.00', '2023-05-01 2023-06-01 20.00'])
  })
})

test.group('Suspensions', () => {
  test('suspended days are left out and the periods keep their ends', ({ assert }) => {
    const events = [{ on: day('2026-01-11'), kind: 'suspend' as const }, { on: day('2026-02-16'), kind: 'resume' as const }]
    const items = reconcile(lineTerms({ price: '310.00', events }), [], day('2026-03-01'))
    assert.deepEqual(rows(items), ['2026-01-01 2026-01-11 100.00', '2026-02-16 2026-03-01 143.93', '2026-03-01 2026-04-01 310.00'])
  })

  test('days billed in advance are credited when the suspension begins', ({ assert }) => {
    const suspend = { on: day('2026-01-11'), kind: 'suspend' as const }
    const billed = [{ from: day('2026-01-01'), to: day('2026-02-01'), amountMinor: 31_000 }]
    const terms = lineTerms({ price: '310.00', events: [suspend] })
    assert.isEmpty(reconcile(terms, billed, day('2026-01-10')))
    assert.deepEqual(rows(reconcile(terms, billed, day('2026-03-10'))), ['2026-01-11 2026-02-01 -210.00'])

    const ledger = [...billed, ...toLedger(reconcile(terms, billed, day('2026-01-11')))]
    const resumed = { ...terms, events: [suspend, { on: day('2026-01-22'), kind: 'resume' as const }] }
    assert.deepEqual(rows(reconcile(resumed, ledger, day('2026-01-31'))), ['2026-01-22 2026-02-01 100.00'])
  })
})

test.group('Terminations', () => {
  const on = day('2026-01-16')
  const billed = [{ from: day('2026-01-01'), to: day('2026-02-01'), amountMinor: 31_000 }]
  const terminated = (more: object, billing = {}) =>
    lineTerms({ price: '310.00', events: [{ on, kind: 'terminate', ...more }], billing })

  test('credits the days billed beyond the end; the day itself can count as used', ({ assert }) => {
    assert.deepEqual(rows(reconcile(terminated({ credit: 'credit' }), billed, day('2026-02-01'))), ['2026-01-16 2026-02-01 -160.00'])
    assert.deepEqual(rows(reconcile(terminated({ dayUsed: true }), billed, day('2026-02-01'))), ['2026-01-17 2026-02-01 -150.00'])
  })

  test('a refund is a credit that is paid back', ({ assert }) => {
    const [credit] = reconcile(terminated({ credit: 'refund' }), billed, on)
    assert.containSubset(credit, { kind: 'credit', amountMinor: -16_000, settlement: 'refund', billDate: '2026-01-16' })
  })

  test('without credit what was billed in advance stays, and nothing follows', ({ assert }) => {
    assert.isEmpty(reconcile(terminated({ credit: 'none' }), billed, day('2026-12-31')))
    assert.deepEqual(rows(reconcile(terminated({ credit: 'none' }), [], day('2026-12-31'))), ['2026-01-01 2026-02-01 310.00'])
    assert.deepEqual(rows(reconcile(terminated({ credit: 'none' }, { mode: 'arrears' }), [], day('2026-12-31'))), ['2026-01-01 2026-01-16 150.00'])
  })

  test('the last days in arrears are billed on the day the service ends', ({ assert }) => {
    const [item] = reconcile(terminated({}, { mode: 'arrears' }), [], on)
    assert.containSubset(item, { from: '2026-01-01', to: '2026-01-16', amountMinor: 15_000, billDate: '2026-01-16' })
  })

  test('never credits more than was charged and not yet credited', ({ assert }) => {
    const start = day('2012-05-01')
    const terms = lineTerms({ price: '249.95', start, events: [{ on: start, kind: 'terminate', credit: 'credit' }] })
    const items = reconcile(terms, [{ from: start, to: day('2012-06-01'), amountMinor: 24_995, creditedMinor: 1_000 }], start)
    assert.deepEqual(rows(items), ['2012-05-01 2012-06-01 -239.95'])
  })
})

test.group('The ledger', () => {
  test('a charge at another price is credited whole and charged again', ({ assert }) => {
    const items = reconcile(lineTerms(), [{ from: day('2026-01-01'), to: day('2026-02-01'), amountMinor: 9_000 }], day('2026-01-01'))
    assert.deepEqual(rows(items), ['2026-01-01 2026-02-01 -90.00', '2026-01-01 2026-02-01 100.00'])
  })

  test('several periods billed as one count as billed', ({ assert }) => {
    const items = reconcile(lineTerms(), [{ from: day('2026-01-01'), to: day('2026-04-01'), amountMinor: 30_000 }], day('2026-04-01'))
    assert.deepEqual(rows(items), ['2026-04-01 2026-05-01 100.00'])
  })

  test('a day charged twice is credited once', ({ assert }) => {
    const january = { from: day('2026-01-01'), to: day('2026-02-01'), amountMinor: 10_000 }
    assert.deepEqual(rows(reconcile(lineTerms(), [{ ...january, id: 1 }, { ...january, id: 2 }], day('2026-01-31'))), ['2026-01-01 2026-02-01 -100.00'])
  })

  test('what is closed is neither charged nor credited', ({ assert }) => {
    const items = reconcile(lineTerms(), [], day('2026-04-01'), { closedThrough: day('2026-03-01') })
    assert.equal(total(items), 20_000)
  })
})
