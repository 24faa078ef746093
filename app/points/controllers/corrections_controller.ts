import { randomUUID } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'
import { calendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import CorrectPoints from '#points/actions/correct_points'
import { accountLots } from '#points/queries/account_lots'
import { reachableAccount } from '#points/queries/reachable_account'
import { parsePoints } from '#points/rules/points'
import { correctionValidator } from '#points/validators/ledger'
import { inject } from '@adonisjs/core'

export default class CorrectionsController {
  async create({ params, view, actor }: HttpContext) {
    const account = await reachableAccount(Number(params.id), actor)
    const lots = await accountLots(account.id, String(account.currency), todayIn(actor.timeZone))
    return view.render('pages/points/corrections/create', { account, lots: lots.filter(({ state }) => state !== 'expired'), key: randomUUID() })
  }

  @inject()
  async store({ params, request, response, session, actor, i18n }: HttpContext, correct: CorrectPoints) {
    const account = await reachableAccount(Number(params.id), actor)
    const asked = await request.validateUsing(correctionValidator)
    const correction = {
      key: asked.key,
      points: parsePoints(asked.points),
      lotId: asked.lot_id ?? null,
      expiresOn: asked.expires_on ? calendarDate(asked.expires_on) : null,
      reason: asked.reason,
    }
    await correct.handle(account.id, correction, actor, todayIn(actor.timeZone))

    session.flash('notice', i18n.t('points.corrections.booked'))
    return response.redirect().status(303).toPath(`/points/accounts/${account.id}/ledger`)
  }
}
