import type { Trx } from '#shared/database/transaction'
import type OutboxMessage from '#shared/outbox/outbox_message'
import { USUAL_POLICY, type DeliveryPolicy } from '#shared/outbox/rules/delivery_policy'

/** What stands against a message: a code, which names what to do about it, and what was said. */
export interface Problem {
  code: string
  sentence: string
}

export type Reply = Record<string, unknown>

/** How an attempt to deliver ended. */
export type DeliveryOutcome =
  | { outcome: 'accepted'; reply: Reply }
  | { outcome: 'differs'; problem: Problem; reply?: Reply }
  | { outcome: 'unavailable'; problem: Problem; retryAfterSeconds?: number }
  | { outcome: 'outcome_unknown'; problem: Problem }
  | { outcome: 'refused'; problem: Problem; reply?: Reply }
  | { outcome: 'blocked'; problem: Problem }

/** What the other side holds under the message's reference. */
export type LookUpOutcome =
  | { outcome: 'accepted'; reply: Reply }
  | { outcome: 'differs'; problem: Problem; reply?: Reply }
  | { outcome: 'not_found' }
  | { outcome: 'look_up_failed'; problem: Problem }

/** What has to arrive before a message may: it waits, or for a person when that will never be. */
export interface Obstacle extends Problem {
  isForGood: boolean
}

export interface OutboxKind extends Partial<DeliveryPolicy> {
  /**
   * Sends the message. An error it throws counts as an unknown outcome. `prepared` is what `prepare` gave, undefined
   * when nobody asked it or it failed.
   */
  deliver(message: OutboxMessage, prepared?: unknown): Promise<DeliveryOutcome>
  /** Reads here, and nowhere else, what sending needs, while the message before it is still on its way. */
  prepare?(message: OutboxMessage): Promise<unknown>
  /** Without it a message whose outcome is unknown is held for a person, unless `mayRepeat`. */
  lookUp?(message: OutboxMessage): Promise<LookUpOutcome>
  /** What stands before the message in the queue; asked each time it would be sent. */
  waitsFor?(message: OutboxMessage): Promise<Obstacle | null>
  /** Sending twice does no harm, so what is unknown is simply sent again. */
  mayRepeat?: boolean
  /** Longer than any single attempt can last; later it is taken for dead. */
  attemptSeconds?: number
  /** The same for all messages of one target: those of a lane go one after another; null when they may go side by side. */
  lane?: (message: OutboxMessage) => string | null | Promise<string | null>
  /** Called in the transaction that records what happened, so it writes rows and no more. */
  onDone?(message: OutboxMessage, trx: Trx): Promise<void>
  onRefused?(message: OutboxMessage, problem: Problem, trx: Trx): Promise<void>
  onHeld?(message: OutboxMessage, problem: Problem | null, trx: Trx): Promise<void>
  /** A person let go what was refused or held. */
  onResumed?(message: OutboxMessage, trx: Trx): Promise<void>
}

const kinds = new Map<string, OutboxKind>()

/** Says how messages of a kind leave the house. Registered again, the later one counts. */
export function registerOutboxKind(kind: string, handlers: OutboxKind): void {
  kinds.set(kind, handlers)
}

/** @throws {Error} when nothing in this process knows the kind */
export function outboxKind(kind: string): OutboxKind {
  const handlers = kinds.get(kind)
  if (!handlers) throw new Error(`Nothing delivers outbox messages of kind ${kind}`)
  return handlers
}

/** The waiting times of a kind, the usual ones where it names none. */
export function policyOf(kind: string): DeliveryPolicy {
  const { settleSeconds, lookUpAfterSeconds, retryAfterSeconds } = outboxKind(kind)
  return {
    settleSeconds: settleSeconds ?? USUAL_POLICY.settleSeconds,
    lookUpAfterSeconds: lookUpAfterSeconds ?? USUAL_POLICY.lookUpAfterSeconds,
    retryAfterSeconds: retryAfterSeconds ?? USUAL_POLICY.retryAfterSeconds,
  }
}
