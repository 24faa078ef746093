import type { HttpContext } from '@adonisjs/core/http'
import SwitchSandboxFault from '#erp/actions/switch_sandbox_fault'
import { FAULT_KINDS, FAULT_OPERATIONS } from '#erp/connectors/sandbox/api/api_faults'
import { sandboxFaults, sandboxUsers } from '#erp/queries/sandbox_faults'
import { sandboxFaultValidator } from '#erp/validators/mapping'

export default class SandboxFaultsController {
  async index({ view }: HttpContext) {
    return view.render('pages/sandbox/faults/index', {
      faults: await sandboxFaults(),
      users: await sandboxUsers(),
      kinds: FAULT_KINDS,
      operations: FAULT_OPERATIONS,
    })
  }

  async store({ request, response, session, i18n }: HttpContext) {
    const { amount = 0, times = null, ...fault } = await request.validateUsing(sandboxFaultValidator)
    await new SwitchSandboxFault().handle({ ...fault, amount, times })

    session.flash('notice', i18n.t('mapping.faults.switched_on'))
    return response.redirect().status(303).toPath('/sandbox/faults')
  }

  async destroy({ params, response, session, i18n }: HttpContext) {
    await new SwitchSandboxFault().off(Number(params.id))

    session.flash('notice', i18n.t('mapping.faults.switched_off'))
    return response.redirect().status(303).toPath('/sandbox/faults')
  }
}
