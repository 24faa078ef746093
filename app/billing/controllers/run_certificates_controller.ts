import type { HttpContext } from '@adonisjs/core/http'
import BillingRun from '#billing/models/billing_run'
import { runVerification } from '#billing/queries/run_verification'

export default class RunCertificatesController {
  async show({ params, view }: HttpContext) {
    const run = await BillingRun.findOrFail(Number(params.id))
    return view.render('pages/billing/certificates/show', { run, verification: await runVerification(run) })
  }
}
