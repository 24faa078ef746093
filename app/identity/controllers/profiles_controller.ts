import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import EditProfile from '#identity/actions/edit_profile'
import { personChoices } from '#identity/queries/person_choices'
import { profileValidator } from '#identity/validators/person'
import { rememberLook } from '#identity/controllers/remember_look'

export default class ProfilesController {
  async edit({ auth, view }: HttpContext) {
    const user = auth.use('web').getUserOrFail()
    await user.load((loader) => loader.load('roles').load('groups'))

    return view.render('pages/identity/profile/edit', { user, choices: await personChoices() })
  }

  @inject()
  async update(ctx: HttpContext, edit: EditProfile) {
    const { actor, request, response, session, i18n } = ctx
    const { full_name: fullName, time_zone: timeZone, ...rest } = await request.validateUsing(profileValidator)
    const user = await edit.handle(actor.id, { fullName, timeZone, ...rest })

    rememberLook(ctx, user)
    session.flash('notice', i18n.t('identity.profile.saved'))
    return response.redirect().status(303).toPath('/profile')
  }
}
