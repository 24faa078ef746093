import type { HttpContext } from '@adonisjs/core/http'
import type { I18n } from '@adonisjs/i18n'
import type { Cell } from '#contracts/spreadsheet'
import { addMonthsAnchored, startOfMonth } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import { moneyText } from '#shared/money/money'
import { sendSheet } from '#shared/spreadsheets/send_sheet'
import { erpFreshness } from '#billing/queries/erp_freshness'
import { allTruth, contractTruth, type TruthFilter } from '#reporting/queries/contract_truth'
import { truthParts } from '#reporting/queries/truth_parts'
import { truthPartsValidator, truthValidator } from '#reporting/validators/truth'

const COLUMNS = ['contract', 'company', 'month', 'currency', 'expected', 'billed', 'posted', 'paid', 'credited', 'state'] as const

export default class TruthsController {
  async index(ctx: HttpContext) {
    const filter = await filterOf(ctx)
    const asked = new URLSearchParams(Object.entries(ctx.request.qs()).filter(([name]) => name !== 'after') as [string, string][])
    return ctx.view.render('pages/reporting/truth/index', { ...(await contractTruth(filter)), filter, asked: String(asked), asOf: await erpFreshness() })
  }

  async show({ params, view }: HttpContext) {
    const { contract, month } = await truthPartsValidator.validate({ contract: params.contract_id, month: params.month })
    return view.render('pages/reporting/truth/show', { ...(await truthParts(contract, month)), asOf: await erpFreshness() })
  }

  async export(ctx: HttpContext) {
    return sendSheet(ctx, 'expected-to-paid', rows(await filterOf(ctx), ctx.i18n))
  }
}

/** The last twelve months, this one included, unless others are asked for. */
async function filterOf({ actor, request }: HttpContext): Promise<TruthFilter> {
  const asked = await truthValidator.validate(request.qs())
  const thisMonth = startOfMonth(todayIn(actor.timeZone))
  const to = asked.to ?? thisMonth.slice(0, 7)
  const from = asked.from ?? addMonthsAnchored(thisMonth, -11).slice(0, 7)

  return { from, to, contractId: asked.contract, companyId: asked.company, onlyDifferences: asked.only, after: asked.after }
}

async function* rows(filter: TruthFilter, i18n: I18n): AsyncGenerator<Cell[]> {
  yield COLUMNS.map((column) => i18n.t(`truth.columns.${column}`))
  for await (const row of allTruth(filter)) {
    const figures = [row.expectedCents, row.billedCents, row.postedCents, row.paidCents, row.creditedCents]
    yield [row.number, row.company, row.month, row.currency, ...figures.map((cents) => Number(moneyText(cents, row.currency))), i18n.t(`truth.states.${row.state}`)]
  }
}
