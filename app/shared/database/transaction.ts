import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type Trx = TransactionClientContract

const TRIES = 3
const TRANSIENT = new Set(['ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT', 'SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT'])

/**
 * Runs `work` in the caller's transaction, or in one of its own, which is repeated up to
 * three times when the database chose it as the victim of a deadlock. `work` may
 * therefore run more than once and must have no effect outside the transaction.
 */
export async function within<T>(trx: Trx | undefined, work: (trx: Trx) => Promise<T>): Promise<T> {
  if (trx) return work(trx)

  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction(work)
    } catch (error) {
      if (attempt === TRIES || !TRANSIENT.has((error as { code?: string }).code ?? '')) throw error
    }
  }
}
