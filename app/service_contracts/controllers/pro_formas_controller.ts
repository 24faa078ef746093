import type { HttpContext } from '@adonisjs/core/http'
import { addDays, addMonthsAnchored, calendarDate, startOfMonth } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import { sendPdf } from '#shared/pdf/send_pdf'
import { proForma, proFormaPaper } from '#service_contracts/queries/pro_forma'
import { reachableContract } from '#service_contracts/queries/reachable_contract'
import { proFormaValidator } from '#service_contracts/validators/pro_forma'

export default class ProFormasController {
  async show(ctx: HttpContext) {
    const { contract, from, to } = await asked(ctx)
    const state = { contract, from, last: addDays(to, -1), to, ...(await proForma(contract, from, to)) }
    return ctx.view.render('pages/service_contracts/pro_formas/show', state)
  }

  async print(ctx: HttpContext) {
    const { contract, from, to } = await asked(ctx)
    return sendPdf(ctx, await proFormaPaper(contract, from, to, ctx.i18n.locale), `pro-forma-${contract.number}`)
  }
}

/** The next twelve months unless other days are asked for; people name the last day. */
async function asked({ params, request, actor }: HttpContext) {
  const contract = await reachableContract(Number(params.id), actor, 'view')
  const { from: first, to: last } = await proFormaValidator.validate(request.qs())
  const from = first ? calendarDate(first) : startOfMonth(todayIn(actor.timeZone))
  const end = last ? addDays(calendarDate(last), 1) : addMonthsAnchored(from, 12)

  return { contract, from, to: end > from ? end : addDays(from, 1) }
}
