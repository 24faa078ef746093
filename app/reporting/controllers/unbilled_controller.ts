import type { HttpContext } from '@adonisjs/core/http'
import type { I18n } from '@adonisjs/i18n'
import type { Cell } from '#contracts/spreadsheet'
import { chosenScope } from '#billing/rules/chosen_scope'
import { scopeChoices, scopeWords } from '#billing/queries/scope_choices'
import { calendarDate, endOfMonth, startOfMonth } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import { moneyText } from '#shared/money/money'
import { sendSheet } from '#shared/spreadsheets/send_sheet'
import { statementItems } from '#reporting/queries/statement_items'
import { unbilledStatement } from '#reporting/queries/unbilled_statement'
import { groupedRows, type GroupedRow } from '#reporting/rules/statement_groups'
import { statementItemsValidator, unbilledValidator } from '#reporting/validators/unbilled'

const PAGE = 100
const FIGURES = ['expectedCents', 'billedCents', 'creditedCents', 'postedCents', 'heldCents', 'excludedCents', 'agreedCents', 'differenceCents'] as const

export default class UnbilledController {
  async index(ctx: HttpContext) {
    const { asked, filter, statement, rows } = await found(ctx)
    const page = asked.page ?? 1
    const shown = { rows: rows.slice((page - 1) * PAGE, page * PAGE), hasNext: rows.length > page * PAGE, page }
    const query = new URLSearchParams(Object.entries(filter).flatMap(([name, value]) => (value ? [[name, String(value)]] : []))).toString()
    const words = await scopeWords(chosenScope(asked))
    return ctx.view.render('pages/reporting/unbilled/index', { ...statement, ...shown, filter, query, choices: await scopeChoices(), company: words.company })
  }

  async show({ request, view }: HttpContext) {
    const { key, company_id: companyId, state, ...days } = await statementItemsValidator.validate(request.qs())
    const period = { from: calendarDate(days.from), to: calendarDate(days.to) }
    const items = await statementItems(key, companyId, period)
    return view.render('pages/reporting/unbilled/show', { items: items.filter((item) => !state || item.state === state), key, companyId, state, period })
  }

  async export(ctx: HttpContext) {
    const { rows } = await found(ctx)
    return sendSheet(ctx, 'nothing-left-unbilled', cells(rows, ctx.i18n))
  }
}

async function found({ request, actor }: HttpContext) {
  const asked = await unbilledValidator.validate(request.qs())
  const today = todayIn(actor.timeZone)
  const period = { from: calendarDate(asked.from ?? startOfMonth(today)), to: calendarDate(asked.to ?? endOfMonth(today)) }
  const statement = await unbilledStatement(period, chosenScope(asked))
  const by = asked.by ?? 'owner'
  const rows = groupedRows(statement.rows, by).filter(({ differenceLines }) => !asked.only || differenceLines > 0)
  return { asked, statement, rows, filter: { ...period, by, company_id: asked.company_id, kind: asked.kind, only: asked.only } }
}

async function* cells(rows: GroupedRow[], i18n: I18n): AsyncGenerator<Cell[]> {
  yield ['owner', 'company', 'currency', ...FIGURES.map((name) => name.replace('Cents', '')), 'lines'].map((column) => i18n.t(`unbilled.columns.${column}`))
  for (const { owner, company, differenceLines, ...figures } of rows) {
    yield [owner.label, company, owner.currency, ...FIGURES.map((name) => Number(moneyText(figures[name], owner.currency))), differenceLines]
  }
}
