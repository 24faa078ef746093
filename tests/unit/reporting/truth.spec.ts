import fc from 'fast-check'
import { test } from '@japa/runner'
import { paidShare, truthRows, type Billed } from '#reporting/rules/truth'

const billed = (from: string, netCents: number, more: Partial<Billed> = {}): Billed => ({ from, netCents, invoiceId: 1, isPosted: true, totalCents: 1_210, openCents: 0, ...more })
const state = (expected: number, bills: Billed[]) => truthRows([{ from: '2026-01-01', netCents: expected }], bills, '2026-01', '2026-01')[0].state

test.group('Expected to paid', () => {
  test('one row a month, with the same money five times', ({ assert }) => {
    const rows = truthRows(
      [{ from: '2026-01-01', netCents: 1_000 }, { from: '2026-02-01', netCents: 1_000 }],
      [billed('2026-01-01', 1_500), billed('2026-01-15', -500, { invoiceId: 2 })],
      '2026-01',
      '2026-12'
    )
    assert.deepEqual(rows, [
      { month: '2026-01', expectedCents: 1_000, billedCents: 1_500, postedCents: 1_000, paidCents: 1_000, creditedCents: -500, givenCents: 0, state: 'agrees', invoiceIds: [1, 2] },
      { month: '2026-02', expectedCents: 1_000, billedCents: 0, postedCents: 0, paidCents: 0, creditedCents: 0, givenCents: 0, state: 'unbilled', invoiceIds: [] },
    ])
  })

  test('a month says how far its money has come', ({ assert }) => {
    assert.equal(state(1_000, []), 'unbilled')
    assert.equal(state(1_000, [billed('2026-01-01', 1_200)]), 'overbilled')
    assert.equal(state(1_000, [billed('2026-01-01', 1_000, { isPosted: false, totalCents: null, openCents: null })]), 'unposted')
    assert.equal(state(1_000, [billed('2026-01-01', 1_000, { openCents: 1_210 })]), 'unpaid')
    assert.equal(state(1_000, [billed('2026-01-01', 1_000)]), 'agrees')
  })

  test('what was credited in the ERP by hand is given away, not unbilled, whether it was paid before or not', ({ assert }) => {
    const credit = (openCents: number) => billed('2026-01-01', -1_000, { isGiven: true, totalCents: -1_210, openCents })
    const [unpaid] = truthRows([{ from: '2026-01-01', netCents: 1_000 }], [billed('2026-01-01', 1_000), credit(0)], '2026-01', '2026-01')
    const [paid] = truthRows([{ from: '2026-01-01', netCents: 1_000 }], [billed('2026-01-01', 1_000), credit(-1_210)], '2026-01', '2026-01')

    assert.containSubset(unpaid, { billedCents: 1_000, postedCents: 1_000, paidCents: 0, creditedCents: -1_000, givenCents: 1_000, state: 'given' })
    assert.containSubset(paid, { paidCents: 1_000, creditedCents: -1_000, state: 'given' })
    assert.equal(state(1_000, [billed('2026-01-01', 1_000, { openCents: 605 }), billed('2026-01-01', -500, { isGiven: true, totalCents: -605, openCents: -605 })]), 'given')
    assert.equal(state(1_000, [billed('2026-01-01', 1_000, { openCents: 1_000 }), billed('2026-01-01', -100, { isGiven: true, totalCents: -121, openCents: 0 })]), 'unpaid')
  })

  test('months outside are left out', ({ assert }) => {
    assert.deepEqual(truthRows([{ from: '2025-12-31', netCents: 1 }, { from: '2026-03-01', netCents: 1 }], [], '2026-01', '2026-02'), [])
  })

  test('what is paid of a charge is between nothing and all of it', ({ assert }) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 1, max: 1e9 }), fc.double({ min: 0, max: 1, noNaN: true }), (net, total, part) => {
        const share = paidShare(billed('2026-01-01', net, { totalCents: total, openCents: Math.floor(total * part) }))
        assert.isTrue(share >= 0 && share <= net)
      })
    )
  })
})
