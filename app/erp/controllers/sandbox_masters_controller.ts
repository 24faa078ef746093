import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import SwitchSandboxMaster from '#erp/actions/switch_sandbox_master'
import { sandboxMasters, SANDBOX_MASTERS, type SandboxMaster } from '#erp/queries/sandbox_masters'
import { sandboxMasterValidator } from '#erp/validators/sandbox'

export default class SandboxMastersController {
  async index({ view }: HttpContext) {
    return view.render('pages/sandbox/masters/index', { masters: await sandboxMasters() })
  }

  @inject()
  async update({ params, request, response, session, i18n }: HttpContext, switching: SwitchSandboxMaster) {
    const { is_active: isActive = false } = await request.validateUsing(sandboxMasterValidator)
    if (!SANDBOX_MASTERS.includes(params.kind)) return response.status(404).send('')
    await switching.handle(params.kind as SandboxMaster, Number(params.id), isActive)

    session.flash('notice', i18n.t('sandbox.saved'))
    return response.redirect().status(303).toPath('/sandbox/masters')
  }
}
