import { setTimeout as pause } from 'node:timers/promises'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type Trx = TransactionClientContract

/** How often a transaction is begun. MariaDB queues who waits for a row; SQLite sends whoever read before somebody else wrote away at once. */
const TRIES: Record<string, number> = { ER_LOCK_DEADLOCK: 3, ER_LOCK_WAIT_TIMEOUT: 3, SQLITE_BUSY: 20, SQLITE_BUSY_SNAPSHOT: 20 }
const LONGEST_PAUSE_MS = 50

/**
 * Runs `work` in the caller's transaction, or in one of its own, which is repeated when others
 * were in its way: chosen as the victim of a deadlock, or overtaken by another process. `work` may
 * therefore run more than once and must have no effect outside the transaction.
 */
export async function within<T>(trx: Trx | undefined, work: (trx: Trx) => Promise<T>): Promise<T> {
  if (trx) return work(trx)

  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction(work)
    } catch (error) {
      if (attempt >= (TRIES[(error as { code?: string }).code ?? ''] ?? 1)) throw error
      // at random, so that those who met do not meet again
      await pause(Math.random() * LONGEST_PAUSE_MS)
    }
  }
}
