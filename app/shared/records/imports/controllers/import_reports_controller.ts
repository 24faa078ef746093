import { PassThrough } from 'node:stream'
import type { HttpContext } from '@adonisjs/core/http'
import { ownImport } from '#shared/records/imports/queries/own_import'
import { reportRows } from '#shared/records/imports/queries/report_rows'
import { csv } from '#shared/spreadsheets/csv'

export default class ImportReportsController {
  async show({ recordType, params, response, actor, i18n, logger }: HttpContext) {
    const imported = await ownImport(recordType, Number(params.import_id), actor)
    const body = new PassThrough()
    response.header('content-type', csv.contentType)
    response.header('content-disposition', `attachment; filename="${recordType.name}-import-${imported.id}.csv"`)
    csv.write(reportRows(imported, i18n), body).catch((error) => {
      logger.error({ err: error }, 'import report failed')
      body.destroy(error)
    })
    return response.stream(body)
  }
}
