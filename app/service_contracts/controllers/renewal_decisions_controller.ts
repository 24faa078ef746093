import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { todayIn } from '#shared/clock'
import DecideRenewals from '#service_contracts/actions/decide_renewals'
import RenewalImpossible from '#service_contracts/errors/renewal_impossible'
import { chosenContracts, decisionPreview, wholeDeskPreview } from '#service_contracts/queries/decision_preview'
import { deskFilter } from '#service_contracts/queries/desk_page'
import { deskValidator, renewalDecisionValidator } from '#service_contracts/validators/renewal'

const PATH = '/service-contracts/renewals'

export default class RenewalDecisionsController {
  /** Shows what the decision does before anything is written. */
  async create({ request, view, actor }: HttpContext) {
    const { decision, chosen = [], everything, back } = await request.validateUsing(renewalDecisionValidator)
    const today = todayIn(actor.timeZone)
    if (everything) {
      const filter = deskFilter(await deskValidator.validate(Object.fromEntries(new URLSearchParams(back ?? ''))), today)
      const { total, ...preview } = await wholeDeskPreview(filter, today, actor)
      return view.render('pages/service_contracts/renewals/decision', { decision, back, left: total - preview.renewals.length, ...preview })
    }
    if (chosen.length === 0) throw new RenewalImpossible(undefined, 'nothing_chosen')
    const preview = await decisionPreview(chosenContracts(chosen), today, actor)
    return view.render('pages/service_contracts/renewals/decision', { decision, back, left: 0, ...preview })
  }

  @inject()
  async store({ request, response, session, actor, i18n }: HttpContext, decide: DecideRenewals) {
    const { decision, chosen = [], back } = await request.validateUsing(renewalDecisionValidator)
    const today = todayIn(actor.timeZone)
    const { renewals } = await decisionPreview(chosenContracts(chosen), today, actor)
    const { done, refused } = await decide.handle(renewals.map(({ row }) => ({ id: Number(row.id), termNo: Number(row.term_no) })), decision, today, actor)

    session.flash('notice', i18n.t('renewal.decisions.done', { count: done }))
    if (refused.length > 0) session.flash('error', i18n.t('renewal.decisions.some_refused', { count: refused.length, reason: i18n.t(refused[0].error.key) }))
    return response.redirect().status(303).toPath(back ? `${PATH}?${back}` : PATH)
  }
}
