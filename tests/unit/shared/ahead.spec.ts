import { test } from '@japa/runner'
import { ahead } from '#shared/ahead'

async function* numbers(log: string[], count: number, failAt = -1) {
  try {
    for (let n = 1; n <= count; n++) {
      log.push(`read ${n}`)
      if (n === failAt) throw new Error('The reader failed')
      yield n
    }
  } finally {
    log.push('closed')
  }
}

test.group('Reading ahead', () => {
  test('asks for the next page before this one is worked on, and for no more', async ({ assert }) => {
    const log: string[] = []
    for await (const page of ahead(numbers(log, 3))) {
      await Promise.resolve()
      log.push(`worked on ${page}`)
    }
    assert.deepEqual(log, ['read 1', 'read 2', 'worked on 1', 'read 3', 'worked on 2', 'closed', 'worked on 3'])
  })

  test('hands over every page before the reader’s failure, then the failure', async ({ assert }) => {
    const seen: number[] = []
    await assert.rejects(async () => {
      for await (const page of ahead(numbers([], 5, 3))) seen.push(page)
    }, 'The reader failed')
    assert.deepEqual(seen, [1, 2])
  })

  test('closes the reader when the work is given up', async ({ assert }) => {
    const log: string[] = []
    await assert.rejects(async () => {
      for await (const page of ahead(numbers(log, 9))) if (page === 2) throw new Error('The work failed')
    }, 'The work failed')
    assert.equal(log.at(-1), 'closed')
  })
})
