import { setImmediate as turn } from 'node:timers/promises'
import { test } from '@japa/runner'
import PagesAhead from '#erp/pages_ahead'

const page = (number: number, last: number) => ({ records: [number], unreadable: [], next: number === last ? null : String(number) })
const numbered = (last: number, asked: number[] = []) => async (after: string | null) => {
  const number = Number(after ?? 0) + 1
  asked.push(number)
  return page(number, last)
}

test.group('Pages read ahead', () => {
  test('come in order, each once, and all that lie ready at once', async ({ assert }) => {
    const pages = new PagesAhead(numbered(10), null, 4)
    const seen: number[][] = []
    do {
      seen.push((await pages.take()).flatMap(({ records }) => records))
      for (let i = 0; i < 50; i++) await turn()
    } while (seen.flat().length < 10)

    assert.deepEqual(seen.flat(), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    assert.isTrue(seen.slice(1).some(({ length }) => length > 1))
    assert.isTrue(seen.every(({ length }) => length <= 4))
  })

  test('wait when enough lie ready, and end when nobody takes them any more', async ({ assert }) => {
    const asked: number[] = []
    const pages = new PagesAhead(numbered(100, asked), null, 3)
    for (let i = 0; i < 50; i++) await turn()
    assert.deepEqual(asked, [1, 2, 3])

    pages.stop()
    for (let i = 0; i < 50; i++) await turn()
    assert.deepEqual(asked, [1, 2, 3])
  })

  test('a failure is told only after every page before it was taken', async ({ assert }) => {
    const pages = new PagesAhead(async (after) => {
      if (after === '2') throw new Error('the wire was cut')
      return numbered(9)(after)
    }, null, 4)
    for (let i = 0; i < 50; i++) await turn()

    assert.deepEqual((await pages.take()).flatMap(({ records }) => records), [1, 2])
    await assert.rejects(() => pages.take(), 'the wire was cut')
  })

  test('a list that does not move on is refused', async ({ assert }) => {
    const pages = new PagesAhead(async () => ({ ...page(1, 9), next: '7' }), '7', 4)
    await assert.rejects(() => pages.take(), /repeats the page after 7/)
  })
})
