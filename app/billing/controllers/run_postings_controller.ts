import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import BeginPosting from '#billing/actions/begin_posting'

export default class RunPostingsController {
  @inject()
  async store({ params, response, session, i18n }: HttpContext, begin: BeginPosting) {
    const run = await begin.handle(Number(params.id))

    session.flash('notice', i18n.t('billing.run.posting_begun'))
    return response.redirect().status(303).toPath(`/billing/runs/${run.id}`)
  }
}
