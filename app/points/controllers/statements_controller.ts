import type { HttpContext } from '@adonisjs/core/http'
import { addMonthsAnchored, calendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import { filledFields } from '#shared/presentation/filled_fields'
import { currentPdf } from '#shared/pdf/pdf'
import { reachableAccount } from '#points/queries/reachable_account'
import { statement } from '#points/queries/statement'
import { stretchValidator } from '#points/validators/ledger'

const MONTHS = 12

export default class StatementsController {
  /** The last twelve months unless other days are asked for. */
  async show({ params, request, response, actor, i18n }: HttpContext) {
    const account = await reachableAccount(Number(params.id), actor)
    const asked = await stretchValidator.validate(filledFields(request.qs()))
    const to = asked.to ? calendarDate(asked.to) : todayIn(actor.timeZone)
    const from = asked.from ? calendarDate(asked.from) : addMonthsAnchored(to, -MONTHS)
    const pdf = await (await currentPdf()).print(await statement(account, from, to, i18n))

    response.header('content-type', 'application/pdf')
    response.header('content-disposition', `inline; filename="${account.number}.pdf"`)
    return response.send(pdf)
  }
}
