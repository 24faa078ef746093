import { inject } from '@adonisjs/core'
import vine from '@vinejs/vine'
import type { HttpContext } from '@adonisjs/core/http'
import ImportRefused from '#shared/records/imports/errors/import_refused'
import StartImport from '#shared/records/imports/actions/start_import'
import { importPage } from '#shared/records/imports/pages/import_page'
import { importsOf, ownImport } from '#shared/records/imports/queries/own_import'
import { labelKey } from '#shared/records/record_type'

const uploadValidator = vine.create({ file: vine.file({ size: '20mb' }) })

export default class ImportsController {
  async create({ recordType, actor, view }: HttpContext) {
    const earlier = await importsOf(recordType, actor).whereNot('state', 'reading').orderBy('id', 'desc').limit(20)
    return view.render('pages/records/imports/new', { type: recordType, title: labelKey(recordType, 'many'), earlier })
  }

  @inject()
  async store({ recordType, request, response, actor, i18n }: HttpContext, start: StartImport) {
    const { file } = await request.validateUsing(uploadValidator)
    if (!file.tmpPath) throw new ImportRefused('no_rows')
    const imported = await start.handle(recordType, { path: file.tmpPath, name: file.clientName }, actor, i18n)
    return response.redirect().status(303).toPath(`${recordType.path}/imports/${imported.id}`)
  }

  async show({ recordType, params, request, actor, i18n, view }: HttpContext) {
    const imported = await ownImport(recordType, Number(params.import_id), actor)
    return view.render('pages/records/imports/show', await importPage(recordType, imported, i18n, request.input('map') === '1'))
  }
}
