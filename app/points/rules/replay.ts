import { earliest } from '#shared/calendar/calendar_date'
import { usablePoints } from '#points/rules/consumption'
import { booked, emptyLedger, type Ledger } from '#points/rules/ledger'
import { compareIds } from '#points/rules/lot'
import type { Points } from '#points/rules/points'
import { isRechargeDue, type RechargePolicy } from '#points/rules/recharge'
import type { ReplayEvent, ReplayInput } from '#points/rules/replay_events'

/** A recharge that was proposed after an entry, and the lot that answered it. */
export interface ProposedRecharge {
  afterKey: string
  points: Points
  /** Usable points that were too few. */
  usable: Points
  openedBy: string | null
}

export interface Replay {
  input: ReplayInput
  ledger: Ledger
  recharges: ProposedRecharge[]
  /** Events after the moment. */
  later: number
}

/**
 * Books an account's whole life anew, from its lots and events. Events of one day keep the
 * order of the input; that of lots, rules and days does not matter.
 */
export function replay(input: ReplayInput): Replay {
  const inTime = input.events.filter(({ on }) => on <= input.moment)
  let ledger = emptyLedger(input.policy)
  const recharges: ProposedRecharge[] = []
  for (const event of [...openings(input), ...byDay(inTime)]) {
    ledger = booked(ledger, input.rules, event)
    followRecharges(recharges, ledger, input.recharge)
  }
  return { input, ledger, recharges, later: input.events.length - inTime.length }
}

/** What is usable at the moment. */
export function usableAtMoment({ ledger, input }: Replay): Points {
  return usablePoints(ledger.state, input.moment)
}

/** The lots an account begins with are opened on the first day the input speaks of. */
function openings({ lots, events, moment }: ReplayInput): ReplayEvent[] {
  const first = earliest(moment, ...events.map(({ on }) => on), ...lots.map(({ validFrom }) => validFrom))
  return [...lots].sort((one, other) => compareIds(one.id, other.id)).map((lot) => ({ kind: 'open', key: `lot ${lot.id}`, on: first, lot }))
}

function byDay(events: readonly ReplayEvent[]): ReplayEvent[] {
  return [...events].sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))
}

function followRecharges(recharges: ProposedRecharge[], { entries }: Ledger, policy: RechargePolicy | null) {
  const { event, outcome, usable } = entries.at(-1)!
  if (outcome !== 'booked') return
  const waiting = recharges.find(({ openedBy }) => openedBy === null)
  if (waiting && event.kind === 'open' && event.lot.source === 'recharge') waiting.openedBy = event.lot.id
  else if (event.kind !== 'open' && isRechargeDue(policy, usable, waiting !== undefined)) {
    recharges.push({ afterKey: event.key, points: policy!.points, usable, openedBy: null })
  }
}
