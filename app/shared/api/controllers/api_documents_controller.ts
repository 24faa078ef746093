import type { HttpContext } from '@adonisjs/core/http'
import { openApiDocument } from '#shared/api/open_api/document'
import { offeredOperations } from '#shared/api/open_api/operations'
import { pathsOf } from '#shared/api/open_api/paths'
import { shownFields } from '#shared/api/rules/api_record'
import { allRecordTypes } from '#shared/records/registry'
import { fieldKey, labelKey, writableFields } from '#shared/records/record_type'

/** How to use the API, for programs and for people. */
export default class ApiDocumentsController {
  async show({ request }: HttpContext) {
    return openApiDocument(allRecordTypes(), `${request.protocol()}://${request.host()}`)
  }

  async index({ view, actor }: HttpContext) {
    const types = allRecordTypes().map((type) => {
      const writable = new Set(writableFields(type).map(({ name }) => name))
      return {
        name: type.name,
        title: labelKey(type, 'many'),
        operations: Object.entries(pathsOf(type)).flatMap(([path, methods]) => Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path }))),
        fields: shownFields(type).map((field) => ({ ...field, label: fieldKey(type, field.name), isWritable: writable.has(field.name), values: Object.keys(field.choices ?? {}).join(', ') })),
      }
    })
    const operations = Object.entries(offeredOperations()).flatMap(([path, methods]) => Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })))
    return view.render('pages/records/api', { types, operations, layout: actor ? 'components/layout/app' : 'components/layout/bare' })
  }
}
