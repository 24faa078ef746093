import { PassThrough } from 'node:stream'
import { errors } from '@adonisjs/core/http'
import type { HttpContext } from '@adonisjs/core/http'
import type { Cell } from '#contracts/spreadsheet'
import { formatOf } from '#shared/spreadsheets/formats'

/**
 * Answers a table as a file of the asked format.
 *
 * @throws {E_ROUTE_NOT_FOUND} for a format that is neither CSV nor XLSX
 */
export function sendSheet({ params, request, response, logger }: HttpContext, name: string, rows: AsyncIterable<Cell[]>) {
  const format = formatOf(params.format)
  if (!format) throw new errors.E_ROUTE_NOT_FOUND(['GET', request.url()])

  const body = new PassThrough()
  response.header('content-type', format.contentType)
  response.header('content-disposition', `attachment; filename="${name}.${format.extension}"`)
  format.write(rows, body).catch((error) => {
    logger.error({ err: error }, 'export failed')
    body.destroy(error)
  })
  return response.stream(body)
}
