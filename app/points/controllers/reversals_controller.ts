import { randomUUID } from 'node:crypto'
import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { todayIn } from '#shared/clock'
import ReverseConsumption from '#points/actions/reverse_consumption'
import { ledgerEntry } from '#points/queries/ledger_entry'
import { reachableAccount } from '#points/queries/reachable_account'
import { parsePoints } from '#points/rules/points'
import { reversalValidator } from '#points/validators/ledger'

export default class ReversalsController {
  async create({ params, view, actor }: HttpContext) {
    const account = await reachableAccount(Number(params.id), actor)
    const entry = await ledgerEntry(account.id, Number(params.no))
    return view.render('pages/points/reversals/create', { account, entry, key: randomUUID() })
  }

  @inject()
  async store({ params, request, response, session, actor, i18n }: HttpContext, reverse: ReverseConsumption) {
    const account = await reachableAccount(Number(params.id), actor)
    const entry = await ledgerEntry(account.id, Number(params.no))
    const { key, points, reason } = await request.validateUsing(reversalValidator)
    await reverse.handle(account.id, { key, of: entry.entry_key, points: points ? parsePoints(points) : null, reason }, actor, todayIn(actor.timeZone))

    session.flash('notice', i18n.t('points.reversals.booked'))
    return response.redirect().status(303).toPath(`/points/accounts/${account.id}/ledger`)
  }
}
