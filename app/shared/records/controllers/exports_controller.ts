import { PassThrough } from 'node:stream'
import { errors } from '@adonisjs/core/http'
import type { HttpContext } from '@adonisjs/core/http'
import { exportRows } from '#shared/records/queries/export_rows'
import { RecordList } from '#shared/records/queries/record_list'
import { listRequest } from '#shared/records/rules/list_request'
import { formatOf } from '#shared/spreadsheets/formats'

export default class ExportsController {
  async show({ recordType, params, request, response, actor, i18n, logger }: HttpContext) {
    const format = formatOf(params.format)
    if (!format) throw new errors.E_ROUTE_NOT_FOUND(['GET', request.url()])

    const asked = listRequest(recordType, request.qs())
    const list = new RecordList(recordType, { ...asked, cursor: null }, actor, 'export')
    const body = new PassThrough()
    response.header('content-type', format.contentType)
    response.header('content-disposition', `attachment; filename="${recordType.name}.${format.extension}"`)
    format.write(exportRows(recordType, asked.columns, list, i18n), body).catch((error) => {
      logger.error({ err: error }, 'export failed')
      body.destroy(error)
    })
    return response.stream(body)
  }
}
