import type { HttpContext } from '@adonisjs/core/http'
import { todayIn } from '#shared/clock'
import { sendSheet } from '#shared/spreadsheets/send_sheet'
import { deskFilter, deskPage } from '#service_contracts/queries/desk_page'
import { deskSheet } from '#service_contracts/queries/desk_sheet'
import { deskValidator } from '#service_contracts/validators/renewal'

export default class RenewalsController {
  async index({ request, view, actor }: HttpContext) {
    const asked = await deskValidator.validate(request.qs())
    return view.render('pages/service_contracts/renewals/index', await deskPage(asked, todayIn(actor.timeZone), actor))
  }

  async export(ctx: HttpContext) {
    const today = todayIn(ctx.actor.timeZone)
    const filter = deskFilter(await deskValidator.validate(ctx.request.qs()), today)
    return sendSheet(ctx, `renewals-${filter.from}-${filter.until}`, deskSheet(filter, today, ctx.actor, ctx.i18n))
  }
}
