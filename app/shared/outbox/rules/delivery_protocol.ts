import type { DeliveryPolicy } from '#shared/outbox/rules/delivery_policy'

/** Where a message that leaves the house stands. */
export type DeliveryState = 'pending' | 'sending' | 'done' | 'unknown' | 'refused' | 'held' | 'withdrawn'

/** What the protocol has to remember of a message. Instants are milliseconds since 1970. */
export interface Delivery {
  state: DeliveryState
  /** The other side may hold the message: nothing is sent before it has been looked up. */
  mayBeThere: boolean
  /** How often sending was begun. */
  attempts: number
  /** Look-ups since sending was last begun. */
  lookUps: number
  /** When sending was last begun or, where its outcome is unknown, given up. */
  sentAt: number | null
  /** When the next attempt or look-up is due; null when only a person moves it on. */
  nextAt: number | null
}

export type Happening =
  /** Something else has to arrive first. */
  | 'postponed'
  /** Sending begins: recorded before the first byte leaves. */
  | 'sending_started'
  /** The other side holds it as we sent it. */
  | 'accepted'
  /** The other side holds something else under the reference, or several. */
  | 'differs'
  /** Nothing was done; it may succeed later. */
  | 'unavailable'
  /** It may have been done. */
  | 'outcome_unknown'
  /** Nothing was done and a rule of the other side stands against it. */
  | 'refused'
  /** Nothing was done and it cannot go on by itself: access denied, setting missing. */
  | 'blocked'
  /** The process that was sending died. */
  | 'process_died'
  /** The other side knows nothing under the reference. */
  | 'not_found'
  | 'look_up_failed'
  /** From here on: what people decide. */
  | 'look_up_asked'
  | 'retried'
  | 'corrected'
  | 'held_back'
  | 'released'
  | 'confirmed'
  /** It is not wanted any more, and surely not there. */
  | 'withdrawn'
  /** Somebody was to do it by hand and says that it was not done. */
  | 'not_done'

const HAPPENS_IN: Record<Happening, readonly DeliveryState[]> = {
  postponed: ['pending'],
  sending_started: ['pending'],
  accepted: ['pending', 'sending', 'unknown', 'held'],
  differs: ['sending', 'unknown'],
  unavailable: ['sending'],
  outcome_unknown: ['sending'],
  refused: ['sending', 'unknown'],
  blocked: ['sending'],
  process_died: ['sending'],
  not_found: ['unknown'],
  look_up_failed: ['unknown'],
  look_up_asked: ['unknown', 'held'],
  retried: ['refused', 'held'],
  corrected: ['refused', 'held'],
  held_back: ['pending', 'unknown', 'refused'],
  released: ['held'],
  confirmed: ['unknown', 'refused', 'held'],
  withdrawn: ['refused'],
  not_done: ['held'],
}

/**
 * Whether a thing can happen to a message now. A message that may be there cannot be
 * corrected or called undone, and one that is surely not there has nothing to look up.
 */
export function canHappen(delivery: Delivery, happening: Happening): boolean {
  if ((happening === 'corrected' || happening === 'not_done') && delivery.mayBeThere) return false
  if (happening === 'look_up_asked' && !delivery.mayBeThere) return false
  return HAPPENS_IN[happening].includes(delivery.state)
}

/**
 * The message after something happened to it. What is unknown is looked up before it is
 * sent again, and sent again only under the same reference and after the settle window.
 *
 * @param at the instant it happened, in milliseconds
 * @throws {RangeError} when it cannot happen in the message's state
 */
export function after(delivery: Delivery, happening: Happening, policy: DeliveryPolicy, at: number): Delivery {
  if (!canHappen(delivery, happening)) {
    throw new RangeError(`"${happening}" cannot happen to a message that is ${delivery.state}`)
  }
  switch (happening) {
    case 'postponed':
      return { ...delivery, nextAt: at + inMs(policy.retryAfterSeconds, 1) }
    case 'sending_started':
      return { state: 'sending', mayBeThere: true, attempts: delivery.attempts + 1, lookUps: 0, sentAt: at, nextAt: null }
    case 'accepted':
    case 'confirmed':
      return { ...delivery, state: 'done', mayBeThere: true, nextAt: null }
    case 'differs':
      return { ...delivery, state: 'held', mayBeThere: true, nextAt: null }
    case 'unavailable':
      return pending(delivery, at + inMs(policy.retryAfterSeconds, delivery.attempts - 1))
    case 'outcome_unknown':
    case 'process_died': {
      // the last byte may have left just now, so the settle window begins here
      const unknown = { ...delivery, state: 'unknown' as const, sentAt: at }
      return { ...unknown, nextAt: nextLookUp(unknown, policy, at) }
    }
    case 'refused':
    case 'withdrawn':
      return { ...delivery, state: happening, mayBeThere: false, nextAt: null }
    case 'not_done':
      return { ...delivery, state: 'refused', mayBeThere: false, nextAt: null }
    case 'blocked':
      return { ...delivery, state: 'held', mayBeThere: false, nextAt: null }
    case 'not_found':
      return hasSettled(delivery, policy, at) ? pending(delivery, at) : lookAgain(delivery, policy, at)
    case 'look_up_failed':
      return lookAgain(delivery, policy, at)
    case 'held_back':
      return { ...delivery, state: 'held', nextAt: null }
    default:
      return delivery.mayBeThere ? { ...delivery, state: 'unknown', nextAt: at } : pending(delivery, at)
  }
}

function pending(delivery: Delivery, nextAt: number): Delivery {
  return { ...delivery, state: 'pending', mayBeThere: false, nextAt }
}

function lookAgain(delivery: Delivery, policy: DeliveryPolicy, at: number): Delivery {
  const looked = { ...delivery, lookUps: delivery.lookUps + 1 }
  return { ...looked, nextAt: nextLookUp(looked, policy, at) }
}

function hasSettled(delivery: Delivery, policy: DeliveryPolicy, at: number): boolean {
  return at >= (delivery.sentAt ?? at) + policy.settleSeconds * 1000
}

function nextLookUp({ sentAt, lookUps }: Delivery, { lookUpAfterSeconds: steps }: DeliveryPolicy, at: number): number {
  const planned = (sentAt ?? at) + inMs(steps, lookUps)
  return planned > at ? planned : at + inMs(steps, lookUps)
}

/** The pause of that index in milliseconds; the last one for every index beyond. */
function inMs(seconds: readonly number[], index: number): number {
  return seconds[Math.min(Math.max(index, 0), seconds.length - 1)] * 1000
}
