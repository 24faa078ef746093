import type { DateTime } from 'luxon'
import { now, sqlInstant } from '#shared/clock'
import User from '#identity/models/user'

const FRESH_FOR_IN_MINUTES = 5

/** Notes that a person is here, at most every five minutes. */
export default class MarkSeen {
  async handle(user: User, at: DateTime = now()) {
    if (user.lastSeenAt && at.diff(user.lastSeenAt, 'minutes').minutes < FRESH_FOR_IN_MINUTES) return

    await User.query().where('id', user.id).update({ last_seen_at: sqlInstant(at) })
  }
}
