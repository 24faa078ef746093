import type { HttpContext } from '@adonisjs/core/http'
import MakeSandboxKey from '#erp/actions/make_sandbox_key'
import { sandboxKeyValidator } from '#erp/validators/mapping'

export default class SandboxKeysController {
  async store({ request, response, session, i18n }: HttpContext) {
    const { username } = await request.validateUsing(sandboxKeyValidator)
    const key = await new MakeSandboxKey().handle(username)

    session.flash('notice', i18n.t('mapping.keys.made', { username, key }))
    return response.redirect().status(303).toPath('/sandbox/faults')
  }
}
