import type { HttpContext } from '@adonisjs/core/http'
import { beginSession, SESSION_IN_S } from '#erp/connectors/sandbox/api/api_access'
import { failed } from '#erp/connectors/sandbox/api/api_answers'

export default class SandboxApiSessionsController {
  async store({ request }: HttpContext) {
    const session = await beginSession(request.input('user'), request.input('key'))
    return session ? { ok: true, session, seconds: SESSION_IN_S } : failed('LOGIN', 'There is no such user with this key')
  }
}
