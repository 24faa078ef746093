import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { demo } from '#config/app'
import RecordAudit from '#identity/actions/record_audit'
import SignIn from '#identity/actions/sign_in'
import { demoPeople } from '#identity/queries/demo_people'
import { offeredProviders } from '#identity/queries/identity_providers'
import { returnPath } from '#identity/rules/return_path'
import { SIGNED_IN_AT } from '#identity/rules/sensitive_permissions'
import { signInValidator } from '#identity/validators/sign_in'
import { rememberLook } from '#identity/controllers/remember_look'

export default class SessionsController {
  async create({ auth, request, response, view }: HttpContext) {
    const wish = returnPath(request.input('return'))
    if (auth.use('web').isAuthenticated) return response.redirect().toPath(wish)

    const people = demo ? await demoPeople() : []
    return view.render('pages/identity/sessions/create', { wish, people, providers: await offeredProviders() })
  }

  @inject()
  async store(ctx: HttpContext, signIn: SignIn) {
    const { auth, request, response, session } = ctx
    const { email, password, return: wish } = await request.validateUsing(signInValidator)
    const user = await signIn.handle({ email, password, ip: request.ip() })

    await auth.use('web').login(user)
    await session.tag(String(user.id))
    session.put(SIGNED_IN_AT, Date.now())
    rememberLook(ctx, user)
    return response.redirect().status(303).toPath(returnPath(wish))
  }

  @inject()
  async destroy({ actor, auth, request, response, session }: HttpContext, audit: RecordAudit) {
    await audit.handle({ kind: 'sign_out', userId: actor.id, ip: request.ip() })
    await auth.use('web').logout()
    session.clear()
    session.regenerate()

    return response.redirect().status(303).toPath('/sign-in')
  }
}
