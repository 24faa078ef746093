import { randomUUID } from 'node:crypto'
import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { addDays, calendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import OpenLot from '#points/actions/open_lot'
import AccountImpossible from '#points/errors/account_impossible'
import { reachableAccount } from '#points/queries/reachable_account'
import { parsePoints } from '#points/rules/points'
import { lotValidator } from '#points/validators/ledger'

export default class LotsController {
  async create({ params, view, actor }: HttpContext) {
    const account = await reachableAccount(Number(params.id), actor)
    return view.render('pages/points/lots/create', { account, today: todayIn(actor.timeZone), key: randomUUID() })
  }

  @inject()
  async store({ params, request, response, session, actor, i18n }: HttpContext, open: OpenLot) {
    const account = await reachableAccount(Number(params.id), actor)
    const asked = await request.validateUsing(lotValidator)
    const lot = {
      key: asked.key,
      points: parsePoints(asked.points),
      unitValue: asked.unit_value || null,
      source: asked.source,
      validFrom: calendarDate(asked.valid_from),
      // people name the last day, the rules the first one after it
      expiresOn: asked.expires_on ? addDays(calendarDate(asked.expires_on), 1) : null,
      priority: asked.priority ?? 0,
      isBonus: asked.is_bonus ?? false,
      reason: asked.reason,
    }
    if (lot.points === 0) throw new AccountImpossible('points', 'points')
    if (lot.expiresOn !== null && lot.expiresOn <= lot.validFrom) throw new AccountImpossible('expires_on', 'days')
    await open.handle(account.id, lot, actor, todayIn(actor.timeZone))

    session.flash('notice', i18n.t('points.lots.opened'))
    return response.redirect().status(303).toPath(`/points/accounts/${account.id}`)
  }
}
