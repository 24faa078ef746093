import type { HttpContext } from '@adonisjs/core/http'
import type { I18n } from '@adonisjs/i18n'
import type { Cell } from '#contracts/spreadsheet'
import { calendarDate, type CalendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import { moneyText } from '#shared/money/money'
import { filledFields } from '#shared/presentation/filled_fields'
import { sendSheet } from '#shared/spreadsheets/send_sheet'
import { erpFreshness } from '#billing/queries/erp_freshness'
import { moneyHref, pointLiability, type PointLiabilityRow } from '#erp/queries/reconciliation/point_liability'
import { pointLiabilityValidator } from '#erp/validators/reconciliation'

const SHOWN = 200
const COLUMNS = ['account', 'company', 'contract', 'currency', 'given', 'other', 'used', 'expired', 'held', 'agreed', 'billed', 'posted', 'difference'] as const

export default class PointLiabilitiesController {
  async index(ctx: HttpContext) {
    const asked = await askedOf(ctx)
    const rows: (PointLiabilityRow & { moneyHref: string })[] = []
    const held = new Map<string, number>()
    let count = 0
    for await (const row of matching(asked)) {
      held.set(row.currency, (held.get(row.currency) ?? 0) + row.heldCents)
      count += 1
      if (rows.length < SHOWN) rows.push({ ...row, moneyHref: moneyHref(row) })
    }
    return ctx.view.render('pages/erp/reconciliation/points', { ...asked, rows, count, held: [...held].sort(), asOf: await erpFreshness() })
  }

  async export(ctx: HttpContext) {
    const asked = await askedOf(ctx)
    return sendSheet(ctx, `points-reconciliation-${asked.on}`, cells(asked, ctx.i18n))
  }
}

async function askedOf({ request, actor }: HttpContext): Promise<{ on: CalendarDate; only: boolean }> {
  const { on, only } = await pointLiabilityValidator.validate(filledFields(request.qs()))
  return { on: on ? calendarDate(on) : todayIn(actor.timeZone), only: only ?? false }
}

async function* matching({ on, only }: { on: CalendarDate; only: boolean }): AsyncGenerator<PointLiabilityRow> {
  for await (const row of pointLiability(on)) if (!only || row.isDifferent) yield row
}

async function* cells(asked: { on: CalendarDate; only: boolean }, i18n: I18n): AsyncGenerator<Cell[]> {
  yield COLUMNS.map((column) => i18n.t(`reconciliation.points.columns.${column}`))
  for await (const row of matching(asked)) {
    const figures = [row.givenCents, row.otherCents, row.usedCents, row.expiredCents, row.heldCents, row.agreedCents, row.billedCents, row.postedCents, row.differenceCents]
    yield [row.number, row.company, row.contract, row.currency, ...figures.map((cents) => (cents === null ? null : Number(moneyText(cents, row.currency))))]
  }
}
