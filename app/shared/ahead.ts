/**
 * The same pages, each asked for while the one before is worked on: reading and writing then
 * take turns on the server instead of waiting for each other. Holds two pages at a time.
 */
export async function* ahead<T>(pages: AsyncIterable<T>): AsyncGenerator<T> {
  const reading = pages[Symbol.asyncIterator]()
  let next = reading.next()
  try {
    for (;;) {
      const page = await next
      if (page.done) return
      next = reading.next()
      next.catch(() => {}) // thrown when it is waited for
      yield page.value
    }
  } finally {
    await reading.return?.().catch(() => {})
  }
}
