import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import DeleteGroup from '#identity/actions/delete_group'
import SaveGroup from '#identity/actions/save_group'
import Group from '#identity/models/group'
import { groupValidator } from '#identity/validators/role'

export default class GroupsController {
  async index({ view }: HttpContext) {
    const groups = await Group.query().preload('users', (users) => users.orderBy('fullName')).orderBy('name')
    return view.render('pages/identity/groups/index', { groups })
  }

  async create({ view }: HttpContext) {
    return view.render('pages/identity/groups/create')
  }

  @inject()
  async store({ actor, request, response, session, i18n }: HttpContext, save: SaveGroup) {
    const { name } = await request.validateUsing(groupValidator)
    await save.handle(null, name, actor)

    session.flash('notice', i18n.t('identity.groups.saved', { name }))
    return response.redirect().status(303).toPath('/identity/groups')
  }

  async edit({ params, view }: HttpContext) {
    const group = await Group.findOrFail(params.id)
    await group.load('users', (users) => users.orderBy('fullName'))
    return view.render('pages/identity/groups/edit', { group })
  }

  @inject()
  async update({ actor, params, request, response, session, i18n }: HttpContext, save: SaveGroup) {
    const { name } = await request.validateUsing(groupValidator)
    await save.handle(params.id, name, actor)

    session.flash('notice', i18n.t('identity.groups.saved', { name }))
    return response.redirect().status(303).toPath('/identity/groups')
  }

  @inject()
  async destroy({ actor, params, response, session, i18n }: HttpContext, remove: DeleteGroup) {
    await remove.handle(params.id, actor)

    session.flash('notice', i18n.t('identity.groups.deleted'))
    return response.redirect().status(303).toPath('/identity/groups')
  }
}
