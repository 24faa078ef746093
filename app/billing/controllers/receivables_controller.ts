import type { HttpContext } from '@adonisjs/core/http'
import { calendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import { sendSheet } from '#shared/spreadsheets/send_sheet'
import { companyReceivables, receivables, receivablesSheet } from '#billing/queries/receivables'
import { receivablesValidator } from '#billing/validators/receivables'

export default class ReceivablesController {
  async index(ctx: HttpContext) {
    const { page, ...filter } = await asked(ctx)
    const query = `on=${filter.on}&site=${filter.siteId ?? ''}&company=${filter.erpCompanyId ?? ''}`
    return ctx.view.render('pages/billing/receivables/index', { ...filter, page, query, ...(await receivables(filter, page)) })
  }

  async show(ctx: HttpContext) {
    const { on, today } = await asked(ctx)
    return ctx.view.render('pages/billing/receivables/show', { on, today, ...(await companyReceivables(Number(ctx.params.id), on, today)) })
  }

  async export(ctx: HttpContext) {
    const { page, ...filter } = await asked(ctx)
    return sendSheet(ctx, `receivables-${filter.on}`, receivablesSheet(filter, ctx.i18n))
  }
}

async function asked({ request, actor }: HttpContext) {
  const { on, site, company, page } = await receivablesValidator.validate(request.qs())
  const today = todayIn(actor.timeZone)

  return { on: on ? calendarDate(on) : today, today, siteId: site ?? null, erpCompanyId: company ?? null, page: page ?? 1 }
}
