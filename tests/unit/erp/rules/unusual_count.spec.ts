import fc from 'fast-check'
import { test } from '@japa/runner'
import { isUnusual } from '#erp/rules/unusual_count'
import { isLagging } from '#erp/rules/sync_lag'

const USUAL = [1000, 1010, 990, 1005, 998, 1002, 1001, 997]

test.group('Unusual counts', () => {
  test('a count among those before is usual, one far away is not', ({ assert }) => {
    assert.isFalse(isUnusual(1008, USUAL))
    assert.isFalse(isUnusual(600, USUAL))
    assert.isTrue(isUnusual(400, USUAL))
    assert.isTrue(isUnusual(0, USUAL))
    assert.isTrue(isUnusual(1600, USUAL))
  })

  test('small counts may double without anybody being called', ({ assert }) => {
    const small = [0, 1, 0, 3, 0, 2, 0, 0, 1]
    assert.isFalse(isUnusual(20, small))
    assert.isTrue(isUnusual(21, small))
  })

  test('with fewer than eight runs before it nothing is unusual', ({ assert }) => {
    assert.isFalse(isUnusual(1_000_000, USUAL.slice(1)))
  })

  test('counts that jump about by themselves make nothing unusual', ({ assert }) => {
    const wild = [10, 900, 40, 700, 5, 800, 300, 600]
    assert.isFalse(isUnusual(1200, wild))
  })

  test('the usual value itself is never unusual', ({ assert }) => {
    fc.assert(
      fc.property(fc.array(fc.nat(100_000), { minLength: 9, maxLength: 30 }), (counts) => {
        const sorted = [...counts].sort((one, other) => one - other)
        assert.isFalse(isUnusual(sorted[Math.floor(sorted.length / 2)], counts.length % 2 ? counts : [...counts, sorted[Math.floor(sorted.length / 2)]]))
      })
    )
  })
})

test.group('Lag', () => {
  test('three pauses between readings are late, at least a quarter of an hour', ({ assert }) => {
    assert.isFalse(isLagging(45 * 60, { incrementalMinutes: 15, nightlyAt: '02:00' }))
    assert.isTrue(isLagging(45 * 60 + 1, { incrementalMinutes: 15, nightlyAt: '02:00' }))
    assert.isFalse(isLagging(900, { incrementalMinutes: 1, nightlyAt: null }))
    assert.isTrue(isLagging(901, { incrementalMinutes: 1, nightlyAt: null }))
  })

  test('what is read at night alone is late after a day and two hours, what is read by hand never', ({ assert }) => {
    assert.isFalse(isLagging(26 * 3600, { incrementalMinutes: null, nightlyAt: '02:00' }))
    assert.isTrue(isLagging(26 * 3600 + 1, { incrementalMinutes: null, nightlyAt: '02:00' }))
    assert.isFalse(isLagging(9e9, { incrementalMinutes: null, nightlyAt: null }))
    assert.isFalse(isLagging(null, { incrementalMinutes: 5, nightlyAt: null }))
  })
})
