import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import BillingRun from '#billing/models/billing_run'
import RetryRunPostings from '#erp/actions/retry_run_postings'

export default class RunRetriesController {
  @inject()
  async store({ actor, params, response, session, i18n }: HttpContext, retry: RetryRunPostings) {
    const run = await BillingRun.findOrFail(Number(params.run_id))
    const count = await retry.handle(run.id, actor)

    session.flash('notice', i18n.t('posting.run.retried', { count }))
    return response.redirect().status(303).toPath(`/erp/postings?run=${run.id}`)
  }
}
