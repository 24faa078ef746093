import type { ErpPage } from '#contracts/erp'
import ErpGibberish from '#erp/errors/erp_gibberish'

/**
 * Pages of a list, read while others are written: at most so many lie ready. Whoever writes
 * takes all that are there, since many records cost a database little more than few.
 */
export default class PagesAhead<T> {
  private ready: ErpPage<T>[] = []
  private failure: unknown = null
  private isOver = false
  private hasStopped = false
  private wake: () => void = () => {}

  constructor(
    private read: (after: string | null) => Promise<ErpPage<T>>,
    after: string | null,
    private most: number
  ) {
    void this.run(after)
  }

  /** One page or more, in order. What went wrong is thrown only after every page before it was taken. */
  async take(): Promise<ErpPage<T>[]> {
    while (this.ready.length === 0 && !this.isOver) await this.news()
    if (this.ready.length === 0) throw this.failure
    const taken = this.ready
    this.ready = []
    this.wake()

    return taken
  }

  stop(): void {
    this.hasStopped = true
    this.wake()
  }

  private async run(first: string | null): Promise<void> {
    try {
      for (let after = first; ; ) {
        const page = await this.read(after)
        if (page.next !== null && page.next === after) throw new ErpGibberish(`The ERP repeats the page after ${after}`)
        this.ready.push(page)
        this.wake()
        while (this.ready.length >= this.most && !this.hasStopped) await this.news()
        if (page.next === null || this.hasStopped) break
        after = page.next
      }
    } catch (error) {
      this.failure = error
    }
    this.isOver = true
    this.wake()
  }

  /** Until something changed on the other side. */
  private news(): Promise<void> {
    return new Promise((resolve) => {
      const before = this.wake
      this.wake = () => {
        this.wake = () => {}
        before()
        resolve()
      }
    })
  }
}
