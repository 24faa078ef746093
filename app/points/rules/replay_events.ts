import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { AccountPolicy } from '#points/rules/account'
import type { DebitRequest } from '#points/rules/debit'
import type { DebitRule } from '#points/rules/debit_rule'
import type { Lot } from '#points/rules/lot'
import type { Points } from '#points/rules/points'
import type { RechargePolicy } from '#points/rules/recharge'

interface Dated {
  /** Names the event: an event with a key that was booked before is not booked again. */
  key: string
  on: CalendarDate
}

export type ReplayEvent =
  | (Dated & { kind: 'open'; lot: Lot })
  | (Dated & { kind: 'consume'; points: Points; request: string | null })
  | (Dated & { kind: 'debit'; debit: Omit<DebitRequest, 'on'> })
  | (Dated & { kind: 'reverse'; of: string; points: Points | null })
  | (Dated & { kind: 'expire' })
  | (Dated & { kind: 'withdraw'; lots: string[] })
  | (Dated & { kind: 'extend'; lots: { id: string; next: string }[]; until: CalendarDate | null })
  | (Dated & { kind: 'correct'; points: Points; reason: string; lot: string | null; expiresOn: CalendarDate | null })

/** An account's whole life, as `points:replay` reads it. */
export interface ReplayInput {
  id: string | null
  policy: AccountPolicy
  recharge: RechargePolicy | null
  lots: Lot[]
  rules: DebitRule[]
  events: ReplayEvent[]
  /** The day the balances are for; later events are left out. */
  moment: CalendarDate
}
