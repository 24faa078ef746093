import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import DeleteRecord from '#shared/records/actions/delete_record'
import SaveRecord from '#shared/records/actions/save_record'
import { withInitialValues } from '#shared/records/initial_values'
import { formPage } from '#shared/records/pages/form_page'
import { listPage } from '#shared/records/pages/list_page'
import { recordPage } from '#shared/records/pages/record_page'
import { defaultAddress } from '#shared/records/queries/saved_views'
import { validatorOf, wholeForm } from '#shared/records/validator'
import { labelKey } from '#shared/records/record_type'

export default class RecordsController {
  async index(ctx: HttpContext) {
    const isPlain = Object.keys(ctx.request.qs()).length === 0
    const chosen = isPlain ? await defaultAddress(ctx.recordType.name, ctx.actor) : null
    if (chosen) return ctx.response.redirect().status(303).toPath(`${ctx.recordType.path}${chosen}`)

    const { template, ...state } = await listPage(ctx.recordType, ctx.request.qs(), ctx.actor, ctx.request.url())
    return ctx.view.render(template, state)
  }

  async show(ctx: HttpContext) {
    const { template, ...state } = await recordPage(ctx.recordType, Number(ctx.params.id), ctx.actor, ctx.request.qs())
    return ctx.view.render(template, state)
  }

  async create({ recordType, actor, view, request }: HttpContext) {
    const { form } = recordType
    if (form) return view.render(form.template, await form.load(request.qs(), actor))
    return view.render('pages/records/form', await formPage(recordType, null, actor, request.qs()))
  }

  async edit({ recordType, params, actor, view }: HttpContext) {
    return view.render('pages/records/form', await formPage(recordType, Number(params.id), actor))
  }

  @inject()
  async store({ recordType, request, response, session, actor, i18n }: HttpContext, save: SaveRecord) {
    const data = withInitialValues(recordType, request.all())
    const values = wholeForm(recordType, await request.validateUsing(validatorOf(recordType), { data }))
    const row = await save.handle(recordType, { id: null, values }, actor)

    session.flash('notice', i18n.t('records.created', { what: i18n.t(labelKey(recordType, 'one')) }))
    return response.redirect().status(303).toPath(`${recordType.path}/${row.id}`)
  }

  @inject()
  async update({ recordType, params, request, response, session, actor, i18n }: HttpContext, save: SaveRecord) {
    const values = wholeForm(recordType, await request.validateUsing(validatorOf(recordType)))
    const version = Number(request.input('version')) || null
    const row = await save.handle(recordType, { id: Number(params.id), values, version }, actor)

    session.flash('notice', i18n.t('records.saved', { what: i18n.t(labelKey(recordType, 'one')) }))
    return response.redirect().status(303).toPath(`${recordType.path}/${row.id}`)
  }

  @inject()
  async destroy({ recordType, params, response, session, actor, i18n }: HttpContext, remove: DeleteRecord) {
    await remove.handle(recordType, Number(params.id), actor)

    session.flash('notice', i18n.t('records.deleted', { what: i18n.t(labelKey(recordType, 'one')) }))
    return response.redirect().status(303).toPath(recordType.path)
  }
}
