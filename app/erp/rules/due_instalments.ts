import { addDays, endOfMonth, type CalendarDate } from '#shared/calendar/calendar_date'
import { divideHalfAwayFromZero } from '#shared/money/rounding'

export interface Instalment {
  /** Whole per cent of the total; null for what is left. */
  percent: number | null
  days: number
  isEndOfMonth: boolean
}

/** Reads instalments as the sandbox keeps them: per cent, days, end of month, with an asterisk for what is left. */
export function instalmentsOf(text: string): Instalment[] {
  return text.split(' ').filter(Boolean).map((part) => {
    const [percent, days, atEnd] = part.split('/')
    return { percent: percent === '*' ? null : Number(percent), days: Number(days), isEndOfMonth: atEnd === '1' }
  })
}

/** When which part of a total is due, in minor units. The last instalment takes what rounding leaves. */
export function duesOf(issuedOn: CalendarDate, totalCents: number, instalments: Instalment[]): { on: CalendarDate; amountCents: number }[] {
  let left = totalCents

  return instalments.map(({ percent, days, isEndOfMonth }, index) => {
    const isLast = index === instalments.length - 1
    const amountCents = isLast || percent === null ? left : divideHalfAwayFromZero(totalCents * percent, 100)
    left -= amountCents
    const on = addDays(issuedOn, days)

    return { on: isEndOfMonth ? endOfMonth(on) : on, amountCents }
  })
}
