import { test } from '@japa/runner'
import { isWorthAgreed, pointCoverage } from '#erp/rules/point_coverage'
import type { LotMovement } from '#points/queries/lot_movements'

const lot = (more: Partial<LotMovement> = {}): LotMovement => ({ id: 1, accountId: 1, source: 'contract', unitValue: '1.20', expiresOn: null, issued: 10_000, corrected: 0, expired: 0, held: 10_000, ...more })

test.group('What points are worth beside what was billed', () => {
  test('what came in is what was used, expired and is held', ({ assert }) => {
    const lots = [lot({ held: 4_000 }), lot({ source: 'gesture', unitValue: null, held: 2_000 }), lot({ source: 'purchase', unitValue: '2', issued: 500, corrected: -100, expired: 150, held: 0 })]
    assert.deepEqual(pointCoverage(lots, 'EUR'), { givenCents: 12_000, otherCents: 800, usedCents: 7_700, expiredCents: 300, heldCents: 4_800 })
  })

  test('points that came back after their lot expired are held again and no longer used', ({ assert }) => {
    const lots = [lot({ held: 0, expired: 6_000 }), lot({ source: 'reversal', issued: 0, held: 4_000 })]
    assert.deepEqual(pointCoverage(lots, 'EUR'), { givenCents: 12_000, otherCents: 0, usedCents: 0, expiredCents: 7_200, heldCents: 4_800 })
  })

  test('the value of a point is rounded, and nothing else may be missing', ({ assert }) => {
    const lots = [lot({ unitValue: '0.333333', issued: 30_000 })]
    const coverage = pointCoverage(lots, 'EUR')
    assert.isTrue(isWorthAgreed(lots, coverage, 10_000))
    assert.isTrue(isWorthAgreed(lots, coverage, 10_001))
    assert.isFalse(isWorthAgreed(lots, coverage, 10_002))
    assert.isFalse(isWorthAgreed([lot({ source: 'purchase' })], { ...coverage, givenCents: 0 }, 1))
  })
})
