import { randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { now, sqlInstant } from '#shared/clock'
import { affectedRows } from '#shared/database/affected_rows'
import { within, type Trx } from '#shared/database/transaction'
import { DomainError } from '#shared/errors/domain_error'
import { undertakingNamed, type UndertakingKind } from '#shared/undertakings/kinds'
import { Work, WorkTakenOver } from '#shared/undertakings/work'

type Row = Record<string, any>

/**
 * Carries an undertaking out, or does nothing when it has ended or is in other hands since. Who does it again after a
 * death takes it over: the worker before, should it come back, writes nothing more.
 */
export default class CarryOutUndertaking {
  /** @throws {DomainError} its refusal, which is kept too */
  async handle(id: number): Promise<void> {
    const row: Row | null = await db.from('undertakings').where('id', id).first()
    const work = row && (await this.claim(row))
    if (!work) return

    const kind = undertakingNamed(row.name)
    const asked = JSON.parse(row.asked)
    try {
      const result = await kind.handle(asked, work)
      await within(undefined, (trx) => this.end(work, { state: 'done', result: JSON.stringify(result ?? null) }, trx))
    } catch (error) {
      if (error instanceof WorkTakenOver) return
      if (error instanceof DomainError) await this.refuse(kind, asked, work, error)
      else await this.note(work, error as Error)
      throw error
    }
  }

  private async claim(row: Row): Promise<Work | null> {
    const token = randomUUID()
    return within(undefined, async (trx) => {
      const free = trx.from('undertakings').where('id', row.id).whereNull('ended_at')
      const held = row.token === null ? free.whereNull('token') : free.where('token', row.token)
      if (affectedRows(await held.update({ token, state: 'running', done: 0, error: null, beat_at: sqlInstant(now()) })) === 0) return null

      await trx.from('undertaking_pages').where('undertaking_id', row.id).delete()
      return new Work(Number(row.id), token, row.user_id === null ? null : { id: Number(row.user_id), name: row.user_name })
    })
  }

  private async refuse(kind: UndertakingKind, asked: unknown, work: Work, { key, values, message }: DomainError): Promise<void> {
    await within(undefined, async (trx) => {
      await this.end(work, { state: 'refused', refusal: JSON.stringify({ key, values, message }) }, trx)
      await kind.onRefused?.(asked, trx)
    })
  }

  private end(work: Work, values: Record<string, unknown>, trx: Trx): Promise<void> {
    return work.hold({ ...values, open_key: null, ended_at: sqlInstant(now()) }, trx)
  }

  /** It stays open and is tried again; why it stopped is shown to who waits. */
  private async note({ id, token }: Work, { message }: Error): Promise<void> {
    await within(undefined, (trx) => trx.from('undertakings').where({ id, token }).update({ error: message.slice(0, 500) })).catch(() => {})
  }
}
