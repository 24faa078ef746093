import ClosedMonth from '#billing/models/closed_month'
import { addMonthsAnchored, startOfMonth, type CalendarDate } from '#shared/calendar/calendar_date'

const MONTHS = 24

export interface ListedMonth {
  /** `YYYY-MM`. */
  month: string
  closed: ClosedMonth | null
  /** Earlier closings that were undone. */
  reopened: ClosedMonth[]
  isOver: boolean
}

/** The last two years, this month first, each with how it was closed and opened again. */
export async function monthList(today: CalendarDate): Promise<ListedMonth[]> {
  const first = startOfMonth(today)
  const months = Array.from({ length: MONTHS }, (_, index) => addMonthsAnchored(first, -index).slice(0, 7))
  const records = await ClosedMonth.query().whereIn('month', months).orderBy('id', 'desc')
  return months.map((month) => {
    const own = records.filter((record) => record.month === month)
    return { month, closed: own.find(({ isClosed }) => isClosed) ?? null, reopened: own.filter(({ isClosed }) => !isClosed), isOver: month < today.slice(0, 7) }
  })
}
