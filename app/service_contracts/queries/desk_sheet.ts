import type { I18n } from '@adonisjs/i18n'
import type { Actor } from '#shared/actor'
import type { Cell } from '#contracts/spreadsheet'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { moneyText } from '#shared/money/money'
import type { DeskFilter } from '#service_contracts/queries/coming_renewals'
import { allComing } from '#service_contracts/queries/desk_page'

const COLUMNS = ['contract', 'company', 'deadline', 'mode', 'state', 'this_term', 'next_term', 'billed', 'parts', 'hours', 'travel', 'expenses', 'points', 'margin', 'currency', 'index'] as const

/** The desk as a spreadsheet: the same figures as on the page, amounts as numbers. */
export async function* deskSheet(filter: DeskFilter, today: CalendarDate, actor: Actor, i18n: I18n): AsyncGenerator<Cell[]> {
  yield COLUMNS.map((column) => i18n.t(`renewal.sheet.${column}`))
  for await (const { row, state, outlook, parts, margin, pct } of allComing(filter, today, actor)) {
    const amount = (minor: number) => Number(moneyText(minor, row.currency))
    const { billed, parts: given, hours, travel, expenses, points } = parts
    const amounts = [outlook.thisTerm, outlook.nextTerm, billed, given, hours, travel, expenses, points, margin].map(amount)
    yield [row.number, row.company, row.deadline_on, i18n.t(`renewal.modes.${row.renewal_mode}`), i18n.t(`renewal.states.${state}`), ...amounts, row.currency, pct === null ? null : Number(pct)]
  }
}
