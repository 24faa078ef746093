import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import AddUser from '#identity/actions/add_user'
import EditUser from '#identity/actions/edit_user'
import { peopleWithin } from '#identity/queries/people'
import { peopleList } from '#identity/queries/people_list'
import { personChoices } from '#identity/queries/person_choices'
import { filled } from '#identity/validators/filled'
import { peopleFilterValidator, userValidator } from '#identity/validators/person'

export default class UsersController {
  async index({ actor, request, view }: HttpContext) {
    const filter = await peopleFilterValidator.validate(filled(request.qs()))
    const people = await peopleList(filter, actor)

    return view.render('pages/identity/users/index', { people, filter })
  }

  async create({ view }: HttpContext) {
    return view.render('pages/identity/users/create', { choices: await personChoices() })
  }

  @inject()
  async store({ actor, request, response, session, i18n }: HttpContext, add: AddUser) {
    const { person, rights } = await typed(request)
    const user = await add.handle(person, rights, actor)

    session.flash('notice', i18n.t('identity.users.added', { name: user.fullName }))
    return response.redirect().status(303).toPath('/identity/users')
  }

  async show({ actor, params, view }: HttpContext) {
    const user = await peopleWithin(actor, 'view').where('users.id', params.id).firstOrFail()
    await user.load((loader) => loader.load('roles').load('groups'))

    return view.render('pages/identity/users/show', { user })
  }

  async edit({ actor, params, view }: HttpContext) {
    const user = await peopleWithin(actor, 'edit').where('users.id', params.id).firstOrFail()
    await user.load((loader) => loader.load('roles').load('groups'))

    return view.render('pages/identity/users/edit', { user, choices: await personChoices() })
  }

  @inject()
  async update({ actor, params, request, response, session, i18n }: HttpContext, edit: EditUser) {
    const { person, rights } = await typed(request)
    const user = await edit.handle(params.id, person, rights, actor)

    session.flash('notice', i18n.t('identity.users.saved', { name: user.fullName }))
    return response.redirect().status(303).toPath('/identity/users')
  }
}

async function typed(request: HttpContext['request']) {
  const { email, full_name: fullName, locale, time_zone: timeZone, ...rest } = await request.validateUsing(userValidator)
  const rights = { roleIds: rest.role_ids ?? [], groupIds: rest.group_ids ?? [] }
  return { person: { email, fullName, locale, timeZone }, rights }
}
