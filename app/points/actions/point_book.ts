import type { Actor } from '#shared/actor'
import { contentHash } from '#shared/outbox/content_hash'
import { latest, type CalendarDate } from '#shared/calendar/calendar_date'
import type { Trx } from '#shared/database/transaction'
import { after, refusal, type AccountState, type Booking } from '#points/rules/account'
import { usablePoints } from '#points/rules/consumption'
import { hasExpired } from '#points/rules/lot'
import { changeBy } from '#points/rules/move'
import type { Points } from '#points/rules/points'
import { withSettlement } from '#points/rules/settlement'
import { proposeSales } from '#points/actions/propose_sales'
import { writeEntries } from '#points/actions/write_entries'
import { accountState, lockedAccount, type PointAccount } from '#points/queries/point_account'

/** What repays debts only once it is done. */
const AFTERWARDS: readonly string[] = ['reverse', 'withdraw', 'extend']

/** What is to be entered, apart from the booking itself. */
export interface Wanted {
  key: string
  kind: 'open' | 'consume' | 'reverse' | 'expire' | 'correct' | 'withdraw' | 'extend'
  /** Everything that was asked: the same key with other content is refused. */
  content: unknown
  request?: string | null
  aboutNo?: number
  reason?: string
  by: Pick<Actor, 'id' | 'name'> | null
  paysContractual?: boolean
  /** What is kept beside what was asked, to explain the entry by. */
  explanation?: object
}

export interface EntryDraft extends Wanted {
  no: number
  hash: string
  on: CalendarDate
  booking: Booking
  change: Points
  balance: Points
}

/** An entry as whoever asked for it needs it. */
export interface Entered {
  no: number
  outcome: 'booked' | 'repeated' | 'refused'
  change: Points
  invoiced: Points
  balance: Points
  refusal: Booking['refusal']
}

/**
 * An account under its lock: entries are made in memory one after another and written
 * together at the end. Its day never lies before one on which it was booked already.
 */
export class PointBook {
  readonly drafts: EntryDraft[] = []
  readonly day: CalendarDate
  private balance: Points

  private constructor(
    readonly account: PointAccount,
    readonly opening: AccountState,
    private state: AccountState,
    private known: Map<string, Record<string, any>>,
    today: CalendarDate
  ) {
    this.day = account.bookedUntil === null ? today : latest(today, account.bookedUntil)
    this.balance = account.balance
  }

  /**
   * @param keys  of the entries that may be made
   * @param named lots that a booking will name, also without points
   */
  static async open(accountId: number, today: CalendarDate, keys: readonly string[], named: readonly number[], trx: Trx): Promise<PointBook> {
    const account = await lockedAccount(accountId, trx)
    const rows = await trx.from('point_entries').where('point_account_id', accountId).whereIn('entry_key', [...keys])
    const state = await accountState(account, named, trx)
    return new PointBook(account, state, state, new Map(rows.map((row) => [row.entry_key, row])), today)
  }

  /** Enters one booking, unless its key was entered before or the rules refuse it. */
  enter(wanted: Wanted, make: (state: AccountState, no: number) => Booking): Entered {
    const hash = contentHash([wanted.kind, wanted.content])
    const twin = this.known.get(wanted.key)
    if (twin) return twin.content_hash === hash ? repeated(twin) : this.refused(refusal('KEY_TAKEN', 0, 0))

    const no = this.account.lastEntry + this.drafts.length + 1
    const booking = withSettlement(this.state, this.day, (state) => make(state, no), AFTERWARDS.includes(wanted.kind) ? 'after' : 'around')
    if (booking.refusal) return this.refused(booking)

    const change = booking.moves.reduce((sum, move) => sum + changeBy(move), 0)
    this.balance += change
    this.state = after(this.state, booking)
    this.drafts.push({ ...wanted, no, hash, on: this.day, booking, change, balance: this.balance })
    this.known.set(wanted.key, { no, content_hash: hash, change, invoiced: booking.invoiced, balance: this.balance })
    return { no, outcome: 'booked', change, invoiced: booking.invoiced, balance: this.balance, refusal: null }
  }

  get usable(): Points {
    return usablePoints(this.state, this.day)
  }

  /** Whether a lot with points has seen its last day. */
  get mayExpire(): boolean {
    return this.state.lots.some(({ remaining, expiresOn }) => remaining > 0 && hasExpired(expiresOn, this.day))
  }

  /** Writes what was entered, and what is to be sold because of it. */
  async close(trx: Trx): Promise<void> {
    if (this.drafts.length === 0) return
    await writeEntries(this.account, this.drafts, this.opening, this.state, trx)
    await proposeSales(this.account, this.drafts, this.usable, trx)
  }

  private refused(made: Booking): Entered {
    return { no: 0, outcome: 'refused', change: 0, invoiced: 0, balance: this.balance, refusal: made.refusal }
  }
}

function repeated(row: Record<string, any>): Entered {
  return { no: Number(row.no), outcome: 'repeated', change: Number(row.change), invoiced: Number(row.invoiced), balance: Number(row.balance), refusal: null }
}
