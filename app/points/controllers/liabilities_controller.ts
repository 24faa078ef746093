import type { HttpContext } from '@adonisjs/core/http'
import type { I18n } from '@adonisjs/i18n'
import type { Cell } from '#contracts/spreadsheet'
import { calendarDate, type CalendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import { moneyText } from '#shared/money/money'
import { filledFields } from '#shared/presentation/filled_fields'
import { sendSheet } from '#shared/spreadsheets/send_sheet'
import { liability, totalsOf, type LiabilityRow } from '#points/queries/liability'
import { liabilityValidator } from '#points/validators/ledger'

const SHOWN = 200
const COLUMNS = ['account', 'company', 'points', 'bonus', 'value', 'currency'] as const

export default class LiabilitiesController {
  async index({ request, view, actor }: HttpContext) {
    const on = await dayAsked(request.qs(), actor.timeZone)
    const rows: LiabilityRow[] = []
    for await (const row of liability(on)) rows.push(row)
    return view.render('pages/points/liabilities/index', { on, rows: rows.slice(0, SHOWN), count: rows.length, totals: totalsOf(rows) })
  }

  async export(ctx: HttpContext) {
    const on = await dayAsked(ctx.request.qs(), ctx.actor.timeZone)
    return sendSheet(ctx, `points-${on}`, cells(on, ctx.i18n))
  }
}

async function dayAsked(query: Record<string, unknown>, zone: string): Promise<CalendarDate> {
  const { on } = await liabilityValidator.validate(filledFields(query))
  return on ? calendarDate(on) : todayIn(zone)
}

async function* cells(on: CalendarDate, i18n: I18n): AsyncGenerator<Cell[]> {
  yield COLUMNS.map((column) => i18n.t(`points.liability.columns.${column}`))
  for await (const row of liability(on)) {
    yield [row.number, row.company, row.points / 100, row.bonus / 100, Number(moneyText(row.worthCents, row.currency)), row.currency]
  }
}
