import { createHash, randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { now, sqlInstant } from '#shared/clock'
import { affectedRows } from '#shared/database/affected_rows'
import { within, type Trx } from '#shared/database/transaction'
import { isDuplicate } from '#shared/database/violations'
import ApiRefused from '#shared/api/errors/api_refused'
import { failureReply } from '#shared/api/failure_reply'
import type { Reply } from '#shared/api/reply'

/** A holder not heard of for so long has died; its transaction died with it, so nothing was written. */
const LAPSE_SECONDS = 60

interface Asked {
  key: string
  userId: number
  /** What makes two requests the same: method, address and body. */
  request: string
}

/**
 * Does what a request asks for at most once under its idempotency key. The reply is kept in
 * the transaction that does the work, so a repeated request is answered alike, errors
 * included, whatever died in between.
 *
 * @throws {ApiRefused} 409 while the first request is still being answered, 422 when the key came with another request
 */
export default class AnswerOnce {
  async handle(asked: Asked, work: (trx: Trx) => Promise<Reply>): Promise<Reply> {
    const fingerprint = createHash('sha256').update(asked.request).digest('hex')
    const holder = randomUUID()
    const kept = await this.hold(asked, fingerprint, holder)
    if (kept) return kept

    try {
      return await within(undefined, async (trx) => {
        const done = await work(trx)
        await this.keep(asked, holder, done, trx)
        return done
      })
    } catch (error) {
      const refusal = failureReply(error)
      if (refusal) await within(undefined, (trx) => this.keep(asked, holder, refusal, trx))
      else await db.from('idempotency_keys').where({ user_id: asked.userId, key: asked.key, holder }).delete()
      throw error
    }
  }

  /** Takes the key, or finds the reply that was given under it. */
  private async hold({ key, userId }: Asked, fingerprint: string, holder: string): Promise<Reply | null> {
    const at = sqlInstant(now())
    try {
      await db.table('idempotency_keys').insert({ user_id: userId, key, fingerprint, holder, held_at: at, created_at: at })
      return null
    } catch (error) {
      if (!isDuplicate(error)) throw error
    }
    const row = await db.from('idempotency_keys').where({ user_id: userId, key }).first()
    if (!row) return this.hold({ key, userId, request: '' }, fingerprint, holder)
    if (row.fingerprint !== fingerprint) {
      throw new ApiRefused(422, 'E_IDEMPOTENCY_KEY_REUSED', 'This idempotency key came with another request before; choose a new one')
    }
    if (row.holder === null) return { status: row.status, headers: { ...JSON.parse(row.headers), 'idempotency-replayed': 'true' }, body: JSON.parse(row.body) }

    const lapsed = sqlInstant(now().minus({ seconds: LAPSE_SECONDS }))
    const taken = await db.from('idempotency_keys').where({ id: row.id, holder: row.holder }).where('held_at', '<', lapsed).update({ holder, held_at: at })
    if (affectedRows(taken) === 1) return null
    throw new ApiRefused(409, 'E_IDEMPOTENCY_KEY_BUSY', 'The first request with this idempotency key is still being answered; ask again in a moment')
  }

  private async keep({ key, userId }: Asked, holder: string, { status, headers, body }: Reply, trx: Trx) {
    const kept = await trx
      .from('idempotency_keys')
      .where({ user_id: userId, key, holder })
      .update({ holder: null, status, headers: JSON.stringify(headers), body: JSON.stringify(body) })
    if (affectedRows(kept) !== 1) throw new ApiRefused(409, 'E_IDEMPOTENCY_KEY_BUSY', 'Another request with this idempotency key took over; ask again in a moment')
  }
}
