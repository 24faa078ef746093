import type { HttpContext } from '@adonisjs/core/http'
import DiscardRun from '#billing/actions/discard_run'

export default class RunDiscardsController {
  async store({ params, response, session, i18n }: HttpContext) {
    await new DiscardRun().handle(Number(params.id))
    session.flash('notice', i18n.t('billing.run.discarded_now'))

    return response.redirect().status(303).toPath('/billing/runs')
  }
}
