import type { Actor } from '#shared/actor'
import { todayIn } from '#shared/clock'
import type { Row, RowMarks } from '#shared/records/record_type'
import { isExpired, type OfferStatus } from '#sales/rules/offer_status'
import { isOverdue } from '#sales/rules/opportunity_status'

/** Which opportunities of a list were to be closed by now. */
export async function overdueMarks(rows: Row[], actor: Actor): Promise<RowMarks | null> {
  const today = todayIn(actor.timeZone)
  const overdue = rows.filter((row) => isOverdue({ status: String(row.status), closesOn: String(row.closes_on) }, today))
  return marks(overdue, 'sales.overdue', 'warning')
}

/** Which offers of a list expired without an answer. */
export async function expiryMarks(rows: Row[], actor: Actor): Promise<RowMarks | null> {
  const today = todayIn(actor.timeZone)
  const expired = rows.filter((row) => isExpired({ status: row.status as OfferStatus, validUntil: String(row.valid_until) }, today))
  return marks(expired, 'sales.expired', 'danger')
}

function marks(rows: Row[], labelKey: string, tone: 'warning' | 'danger'): RowMarks | null {
  if (rows.length === 0) return null
  return { labelKey: 'sales.note', of: new Map(rows.map(({ id }) => [id, { labelKey, tone, icon: 'calendar-x' }])) }
}
