import { inject } from '@adonisjs/core'
import vine from '@vinejs/vine'
import type { HttpContext } from '@adonisjs/core/http'
import SaveView from '#shared/records/actions/save_view'

const savedViewValidator = vine.create({
  name: vine.string().trim().minLength(1).maxLength(80),
  shared_with: vine.enum(['mine', 'team', 'all']),
  address: vine.string().trim().maxLength(2000).optional(),
})

export default class SavedViewsController {
  @inject()
  async store({ recordType, request, response, session, actor, i18n }: HttpContext, save: SaveView) {
    const view = await request.validateUsing(savedViewValidator)
    const address = await save.handle(recordType.name, { ...view, address: view.address ?? '' }, actor)

    session.flash('notice', i18n.t('records.view_saved', { name: view.name }))
    return response.redirect().status(303).toPath(`${recordType.path}${address}`)
  }

  @inject()
  async destroy({ recordType, params, response, actor }: HttpContext, save: SaveView) {
    await save.remove(recordType.name, Number(params.view_id), actor)
    return response.redirect().status(303).toPath(recordType.path)
  }
}
