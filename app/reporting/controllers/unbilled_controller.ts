import type { HttpContext } from '@adonisjs/core/http'
import type { I18n } from '@adonisjs/i18n'
import type { Cell } from '#contracts/spreadsheet'
import { scopeChoices, scopeWords } from '#billing/queries/scope_choices'
import { calendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import { moneyText } from '#shared/money/money'
import { sendSheet } from '#shared/spreadsheets/send_sheet'
import AskStatement from '#reporting/actions/ask_statement'
import { statementItems } from '#reporting/queries/statement_items'
import { filterOf } from '#reporting/rules/statement_filter'
import { groupedRows, type GroupedRow } from '#reporting/rules/statement_groups'
import { statementItemsValidator, unbilledValidator } from '#reporting/validators/unbilled'

const PAGE = 100
const FIGURES = ['expectedCents', 'billedCents', 'creditedCents', 'postedCents', 'heldCents', 'excludedCents', 'agreedCents', 'differenceCents'] as const

export default class UnbilledController {
  async index(ctx: HttpContext) {
    const { page, rows, scope, ...found } = await asked(ctx)
    const shown = { rows: rows.slice((page - 1) * PAGE, page * PAGE), hasNext: rows.length > page * PAGE, page }
    const { company } = await scopeWords(scope)
    return ctx.view.render('pages/reporting/unbilled/index', { ...found.answer, ...found, ...shown, choices: await scopeChoices(), company })
  }

  async show({ request, view }: HttpContext) {
    const { key, company_id: companyId, state, ...days } = await statementItemsValidator.validate(request.qs())
    const period = { from: calendarDate(days.from), to: calendarDate(days.to) }
    const items = await statementItems(key, companyId, period)
    return view.render('pages/reporting/unbilled/show', { items: items.filter((item) => !state || item.state === state), key, companyId, state, period })
  }

  async export(ctx: HttpContext) {
    const { answer, rows, query } = await asked(ctx)
    if (!answer) return ctx.response.redirect().toPath(`/reporting/unbilled?${query}`)
    return sendSheet(ctx, 'nothing-left-unbilled', cells(rows, ctx.i18n))
  }
}

async function asked({ actor, request }: HttpContext) {
  const asking = filterOf(await unbilledValidator.validate(request.qs()), todayIn(actor.timeZone))
  const { answer, undertaking } = await new AskStatement().handle(asking.period, asking.scope, actor)
  const rows = groupedRows(answer?.rows ?? [], asking.by).filter(({ differenceLines }) => !asking.only || differenceLines > 0)
  return { ...asking, answer, undertaking, rows }
}

async function* cells(rows: GroupedRow[], i18n: I18n): AsyncGenerator<Cell[]> {
  yield ['owner', 'company', 'currency', ...FIGURES.map((name) => name.replace('Cents', '')), 'lines'].map((column) => i18n.t(`unbilled.columns.${column}`))
  for (const { owner, company, differenceLines, ...figures } of rows) {
    yield [owner.label, company, owner.currency, ...FIGURES.map((name) => Number(moneyText(figures[name], owner.currency))), differenceLines]
  }
}
