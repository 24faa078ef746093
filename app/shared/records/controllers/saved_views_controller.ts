import { inject } from '@adonisjs/core'
import vine from '@vinejs/vine'
import type { HttpContext } from '@adonisjs/core/http'
import SaveView from '#shared/records/actions/save_view'
import { savedView } from '#shared/records/queries/saved_views'
import { labelKey } from '#shared/records/record_type'

const sharing = { name: vine.string().trim().minLength(1).maxLength(80), shared_with: vine.enum(['mine', 'team', 'all']) }
const savedViewValidator = vine.create({ ...sharing, address: vine.string().trim().maxLength(2000).optional() })
const changeValidator = vine.create(sharing)

export default class SavedViewsController {
  /** The link to share: it leads whoever may see the view to the list as it shows it. */
  async show({ recordType, params, response, actor }: HttpContext) {
    const { address } = await savedView(recordType.name, Number(params.view_id), actor)
    return response.redirect().status(303).toPath(`${recordType.path}${address || '?view=none'}`)
  }

  async edit({ recordType, params, request, actor, view }: HttpContext) {
    const saved = await savedView(recordType.name, Number(params.view_id), actor)
    const link = `${request.protocol()}://${request.host()}${recordType.path}/views/${saved.id}`
    return view.render('pages/records/views/edit', { type: recordType, saved, link, title: labelKey(recordType, 'many') })
  }

  @inject()
  async store({ recordType, request, response, session, actor, i18n }: HttpContext, save: SaveView) {
    const view = await request.validateUsing(savedViewValidator)
    const address = await save.handle(recordType.name, { ...view, address: view.address ?? '' }, actor)

    session.flash('notice', i18n.t('records.view_saved', { name: view.name }))
    return response.redirect().status(303).toPath(`${recordType.path}${address}`)
  }

  @inject()
  async update({ recordType, params, request, response, session, actor, i18n }: HttpContext, save: SaveView) {
    const view = await request.validateUsing(changeValidator)
    await save.change(recordType.name, Number(params.view_id), view, actor)

    session.flash('notice', i18n.t('records.view_saved', { name: view.name }))
    return response.redirect().status(303).toPath(`${recordType.path}/views/${params.view_id}/edit`)
  }

  @inject()
  async destroy({ recordType, params, response, actor }: HttpContext, save: SaveView) {
    await save.remove(recordType.name, Number(params.view_id), actor)
    return response.redirect().status(303).toPath(recordType.path)
  }
}
