interface Waiting<Ask, Answer> {
  ask: Ask
  resolve(answer: Answer): void
  reject(error: unknown): void
}

/**
 * Lets what is asked of one thing at the same time be answered together: while one batch is
 * under way, further asks wait and make the next one. Under a lock, one transaction for fifty costs hardly
 * more than one for a single ask.
 */
export class Gathering<Ask, Answer> {
  private waiting = new Map<number, Waiting<Ask, Answer>[]>()
  private busy = new Set<number>()

  /**
   * @param work answers a batch, in its order
   * @param most asks in a batch
   */
  constructor(
    private work: (key: number, asks: Ask[]) => Promise<Answer[]>,
    private most: number
  ) {}

  add(key: number, ask: Ask): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const asks = this.waiting.get(key)
      if (asks) asks.push({ ask, resolve, reject })
      else this.waiting.set(key, [{ ask, resolve, reject }])
      if (!this.busy.has(key)) void this.empty(key)
    })
  }

  private async empty(key: number): Promise<void> {
    this.busy.add(key)
    for (let asks = this.take(key); asks.length > 0; asks = this.take(key)) {
      try {
        const answers = await this.work(key, asks.map(({ ask }) => ask))
        asks.forEach(({ resolve }, index) => resolve(answers[index]))
      } catch (error) {
        for (const { reject } of asks) reject(error)
      }
    }
    this.busy.delete(key)
  }

  private take(key: number): Waiting<Ask, Answer>[] {
    const asks = this.waiting.get(key) ?? []
    const taken = asks.splice(0, this.most)
    if (asks.length === 0) this.waiting.delete(key)
    return taken
  }
}
