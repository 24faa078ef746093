import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { allPermissions } from '#shared/permissions'
import DeleteRole from '#identity/actions/delete_role'
import SaveRole from '#identity/actions/save_role'
import Role from '#identity/models/role'
import { permissionTable } from '#identity/queries/permission_table'
import { grantsOf, REACHES } from '#identity/rules/role_matrix'
import { builtinRoleValidator, roleValidator } from '#identity/validators/role'

export default class RolesController {
  async index({ view }: HttpContext) {
    const roles = await Role.query().withCount('users').orderBy('isBuiltin', 'desc').orderBy('id')
    return view.render('pages/identity/roles/index', { roles })
  }

  async create({ i18n, view }: HttpContext) {
    return view.render('pages/identity/roles/create', { table: permissionTable([], i18n), reaches: REACHES })
  }

  @inject()
  async store({ actor, request, response, session, i18n }: HttpContext, save: SaveRole) {
    const { name, matrix } = await request.validateUsing(roleValidator)
    await save.handle(null, name, grantsOf(matrix ?? {}, allPermissions()), actor)

    session.flash('notice', i18n.t('identity.roles.saved'))
    return response.redirect().status(303).toPath('/identity/roles')
  }

  async show({ i18n, params, view }: HttpContext) {
    const role = await Role.query().where('id', params.id).preload('permissions').preload('users').firstOrFail()
    const table = permissionTable(role.permissions, i18n)
    return view.render('pages/identity/roles/show', { role, table, reaches: REACHES })
  }

  @inject()
  async update({ actor, params, request, response, session, i18n }: HttpContext, save: SaveRole) {
    const role = await Role.findOrFail(params.id)
    const { name, matrix } = role.isBuiltin
      ? { name: role.name, ...(await request.validateUsing(builtinRoleValidator)) }
      : await request.validateUsing(roleValidator)
    await save.handle(role.id, name, grantsOf(matrix ?? {}, allPermissions()), actor)

    session.flash('notice', i18n.t('identity.roles.saved'))
    return response.redirect().status(303).toPath(`/identity/roles/${role.id}`)
  }

  @inject()
  async destroy({ actor, params, response, session, i18n }: HttpContext, remove: DeleteRole) {
    await remove.handle(params.id, actor)

    session.flash('notice', i18n.t('identity.roles.deleted'))
    return response.redirect().status(303).toPath('/identity/roles')
  }
}
