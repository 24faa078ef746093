import fc from 'fast-check'
import { test } from '@japa/runner'
import { accounted, addFigures, figuresOf, NOTHING, statesOf, type Outside, type StatementItem } from '#reporting/rules/unbilled'

const anyItem: fc.Arbitrary<StatementItem> = fc.record({
  sourceId: fc.integer({ min: 1, max: 3 }),
  kind: fc.constantFrom('recurring', 'credit'),
  from: fc.constantFrom('2026-01-01', '2026-02-01'),
  to: fc.constant('2026-03-01'),
  dueOn: fc.constant('2026-01-01'),
  netCents: fc.integer({ min: -100_000, max: 100_000 }),
})
const anyOutside: fc.Arbitrary<Outside> = fc.tuple(anyItem, fc.constantFrom('held' as const, 'excluded' as const, 'proposed' as const)).map(([item, state]) => ({ ...item, state }))

test.group('Nothing left unbilled', () => {
  test('every cent that is expected is billed, credited, held, left out, missing, or agreed otherwise', ({ assert }) => {
    fc.assert(
      fc.property(fc.array(anyItem), fc.array(anyItem), fc.array(anyOutside), fc.integer(), fc.integer(), (expected, missing, outside, chargedCents, creditedCents) => {
        const states = statesOf(missing, outside)
        const figures = figuresOf(expected, { chargedCents, creditedCents, postedCents: 0 }, missing.map((item, index) => ({ ...item, state: states[index] })))
        assert.equal(figures.expectedCents + figures.agreedCents, accounted(figures))
        assert.equal(figures.heldCents + figures.excludedCents + figures.differenceCents, missing.reduce((sum, { netCents }) => sum + netCents, 0))
        assert.equal(figures.differenceLines, states.filter((state) => state === 'open' || state === 'proposed').length)
        assert.deepEqual(addFigures(NOTHING, figures), figures)
      })
    )
  })

  test('a charge and a credit of the same amount are two missing lines, not none', ({ assert }) => {
    const item: StatementItem = { sourceId: 1, kind: 'recurring', from: '2026-01-01', to: '2026-02-01', dueOn: '2026-01-01', netCents: 500 }
    const missing = [item, { ...item, kind: 'credit', netCents: -500 }]
    const states = statesOf(missing, [])
    const { differenceCents, differenceLines } = figuresOf([], { chargedCents: 0, creditedCents: 0, postedCents: 0 }, missing.map((one, index) => ({ ...one, state: states[index] })))
    assert.deepEqual([differenceCents, differenceLines], [0, 2])
  })

  test('the latest word on the same days counts', ({ assert }) => {
    const item: StatementItem = { sourceId: 1, kind: 'recurring', from: '2026-01-01', to: '2026-02-01', dueOn: '2026-01-01', netCents: 500 }
    assert.deepEqual(statesOf([item], [{ ...item, state: 'excluded' }, { ...item, state: 'proposed' }, { ...item, state: 'held' }]), ['held'])
    assert.deepEqual(statesOf([{ ...item, from: '2026-01-02' }], [{ ...item, state: 'held' }]), ['open'])
  })
})
