import { setTimeout as pause } from 'node:timers/promises'
import db from '@adonisjs/lucid/services/db'
import { within, type Trx } from '#shared/database/transaction'
import ErpUnavailable from '#erp/errors/erp_unavailable'
import { hurried } from '#erp/patience'
import { circuitFrom, circuitRow } from '#erp/queries/circuits'
import { admission, afterAnswer, afterFailure, CLOSED, isClean, probing, type Circuit as State, type Urgency } from '#erp/rules/circuit'

const BELIEVED_MS = 1_000
const PERSON_FIRST_MS = 2_000
const YIELDS_AT_MOST_MS = 3_000
const LOOK_AGAIN_MS = 100

interface Seen {
  circuit: State
  interactiveUntil: number
  at: number
}

/**
 * Stands between the house and one ERP: after repeated failures nobody calls for a while,
 * in no process, and calls that nobody waits for let those of people go first.
 */
export default class Circuit {
  private seen: Seen | null = null

  constructor(
    readonly connectionId: number,
    private urgency: Urgency
  ) {}

  /** @throws {ErpUnavailable} without calling, while the ERP rests */
  async run<T>(call: () => Promise<T>): Promise<T> {
    if (this.urgency === 'interactive') await this.claimPrecedence()
    if (this.urgency === 'background') await this.yieldToPeople()
    const before = await this.admit()

    try {
      const answer = await call()
      if (!isClean(before)) await this.change((circuit, at) => afterAnswer(circuit, at))
      return answer
    } catch (error) {
      await this.note(error, before)
      throw error
    }
  }

  private async note(error: unknown, before: State): Promise<void> {
    if (error instanceof ErpUnavailable) {
      await this.change((circuit, at) => afterFailure(circuit, error.message, hurried(error.retryAfterSeconds * 1000), at))
    } else if (!isClean(before)) {
      await this.change((circuit, at) => afterAnswer(circuit, at))
    }
  }

  private async admit(): Promise<State> {
    const { circuit } = await this.look()
    const asked = admission(circuit, this.urgency, Date.now())
    if (asked.pass === 'call') return circuit
    if (asked.pass === 'wait') throw resting(circuit, asked.until)

    const claimed = await this.change((now, at) => {
      const still = admission(now, this.urgency, at)
      if (still.pass === 'wait') throw resting(now, still.until)
      return still.pass === 'probe' ? probing(now, at) : now
    })
    return claimed
  }

  private async look(): Promise<Seen> {
    if (this.seen && isClean(this.seen.circuit) && Date.now() - this.seen.at < BELIEVED_MS) return this.seen
    const row = await db.from('erp_circuits').where('connection_id', this.connectionId).first()
    this.seen = { circuit: row ? circuitFrom(row) : CLOSED, interactiveUntil: Number(row?.interactive_until_ms ?? 0), at: Date.now() }
    return this.seen
  }

  private async change(step: (circuit: State, at: number) => State): Promise<State> {
    this.seen = null
    return within(undefined, async (trx) => {
      const circuit = circuitFrom(await this.locked(trx))
      const next = step(circuit, Date.now())
      await trx.from('erp_circuits').where('connection_id', this.connectionId).update(circuitRow(next))
      return next
    })
  }

  private async locked(trx: Trx) {
    const fresh = { connection_id: this.connectionId, ...circuitRow(CLOSED) }
    await trx.knexQuery().table('erp_circuits').insert(fresh).onConflict('connection_id').ignore()
    return trx.from('erp_circuits').where('connection_id', this.connectionId).forUpdate().firstOrFail()
  }

  private async claimPrecedence(): Promise<void> {
    const until = { interactive_until_ms: Date.now() + PERSON_FIRST_MS }
    const fresh = { connection_id: this.connectionId, ...circuitRow(CLOSED), ...until }
    await db.connection().knexQuery().table('erp_circuits').insert(fresh).onConflict('connection_id').merge(until)
  }

  private async yieldToPeople(): Promise<void> {
    const latest = Date.now() + hurried(YIELDS_AT_MOST_MS)
    for (;;) {
      const { interactiveUntil } = await this.look()
      if (interactiveUntil <= Date.now() || Date.now() >= latest) return
      this.seen = null
      await pause(LOOK_AGAIN_MS)
    }
  }
}

function resting({ state, reason }: State, until: number): ErpUnavailable {
  const seconds = Math.max(1, Math.ceil((until - Date.now()) / 1000))
  const why = state === 'closed' ? 'The ERP asked for a pause' : `The ERP was not available (${reason ?? 'no answer'})`
  return new ErpUnavailable(`${why}; it is called again in ${seconds} s`, seconds)
}
