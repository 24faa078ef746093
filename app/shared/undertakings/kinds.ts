import type { Trx } from '#shared/database/transaction'
import type { Work } from '#shared/undertakings/work'

/**
 * Long work that a person waits for at a progress bar. It may die anywhere and is then begun again, so that it
 * writes in one transaction that holds the work, or what writing twice does not change.
 */
export interface UndertakingKind<A = any, R = any> {
  /** Stable name, such as `billing.approve_run`. */
  name: string
  /** Its answer is kept as JSON. A DomainError is a refusal and ends it too. */
  handle(asked: A, work: Work): Promise<R>
  /** Puts back what asking for it has set in motion, in the transaction that keeps the refusal. */
  onRefused?(asked: A, trx: Trx): Promise<void>
}

const kinds = new Map<string, UndertakingKind>()

/** Makes a kind known to every process that imports it, and returns it. */
export function registerUndertaking<A, R>(kind: UndertakingKind<A, R>): UndertakingKind<A, R> {
  kinds.set(kind.name, kind)
  return kind
}

/**
 * The kind of that name.
 *
 * @throws {Error} when this process does not know it
 */
export function undertakingNamed(name: string): UndertakingKind {
  const kind = kinds.get(name)
  if (!kind) throw new Error(`No undertaking is called ${name}`)
  return kind
}
