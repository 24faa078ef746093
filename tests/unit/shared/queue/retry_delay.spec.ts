import { test } from '@japa/runner'
import { retryDelay } from '#shared/queue/retry_delay'

test.group('Retry delay', () => {
  test('doubles from two seconds up to ten minutes', ({ assert }) => {
    assert.deepEqual([1, 2, 3, 4, 9, 10, 99].map((failures) => retryDelay(failures, 0.5)), [2, 4, 8, 16, 512, 600, 600])
  })

  test('is spread by a quarter either way', ({ assert }) => {
    assert.equal(retryDelay(5, 0), 24)
    assert.equal(retryDelay(5, 0.999), 40)
  })
})
