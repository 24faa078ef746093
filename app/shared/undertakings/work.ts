import { now, sqlInstant } from '#shared/clock'
import { affectedRows } from '#shared/database/affected_rows'
import { within, type Trx } from '#shared/database/transaction'

const EVERY_MS = 500

/** Another worker took the work over: what this one still has in hand is not written. */
export class WorkTakenOver extends Error {}

/** An undertaking in the hands of one worker. */
export class Work {
  private beaten = 0

  constructor(
    readonly id: number,
    readonly token: string,
    /** Who asked for it; null for a schedule. */
    readonly by: { id: number; name: string } | null
  ) {}

  /**
   * Says how far it has come, twice a second at most.
   *
   * @throws {WorkTakenOver}
   */
  async progress(done: number, total: number): Promise<void> {
    if (Date.now() - this.beaten < EVERY_MS) return
    this.beaten = Date.now()
    await within(undefined, (trx) => this.hold({ done, total, beat_at: sqlInstant(now()) }, trx))
  }

  /**
   * Holds the work in a transaction that writes for it: nobody takes it over before that has ended.
   *
   * @throws {WorkTakenOver}
   */
  async hold(values: Record<string, unknown>, trx: Trx): Promise<void> {
    const held = await trx.from('undertakings').where({ id: this.id, token: this.token }).update({ token: this.token, beat_at: sqlInstant(now()), ...values })
    if (affectedRows(held) === 0) throw new WorkTakenOver(`Undertaking ${this.id} was taken over`)
  }

  /** Keeps a page of a long answer; pages of a name are counted from one. */
  async keep(name: string, number: number, content: unknown): Promise<void> {
    await within(undefined, async (trx) => {
      await this.hold({}, trx)
      await trx.insertQuery().table('undertaking_pages').insert({ undertaking_id: this.id, name, number, content: JSON.stringify(content) })
    })
  }
}
