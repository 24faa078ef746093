import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import SaveFieldPolicies from '#crm/actions/save_field_policies'
import type { Policies } from '#crm/rules/field_groups'
import { ownershipPage } from '#erp/queries/ownership_page'
import { ownershipValidator } from '#erp/validators/bindings'

export default class OwnershipsController {
  async edit({ params, view }: HttpContext) {
    return view.render('pages/erp/ownerships/edit', await ownershipPage(params.connection_id))
  }

  @inject()
  async update({ params, request, response, session, i18n }: HttpContext, save: SaveFieldPolicies) {
    const { connection, takeable } = await ownershipPage(params.connection_id)
    const typed = (await request.validateUsing(ownershipValidator)) as Policies
    await save.handle(connection.id, takeable(typed))

    session.flash('notice', i18n.t('bindings.ownership.saved', { name: connection.name }))
    return response.redirect().status(303).toPath(`/erp/connections/${connection.id}/ownership`)
  }
}
