import router from '@adonisjs/core/services/router'
import { open, permit } from '#start/guards'
import { middleware } from '#start/kernel'
import { pluralOf } from '#shared/api/rules/api_record'
import { allRecordTypes } from '#shared/records/registry'
import type { RecordAction, RecordType } from '#shared/records/record_type'

const Records = () => import('#shared/api/controllers/api_records_controller')
const Documents = () => import('#shared/api/controllers/api_documents_controller')

/** The JSON API of every record type, and its description. Call it once all types are declared. */
export function apiRoutes(): void {
  const types = allRecordTypes()
  const plurals = types.map(pluralOf)
  const twice = plurals.find((plural, index) => plurals.indexOf(plural) !== index)
  if (twice) throw new Error(`Two record types would answer at /api/v1/${twice}; give one of them a plural`)

  router.get('/api/v1/openapi.json', [Documents, 'show']).use(open()).as('api.description')
  router.get('/api/docs', [Documents, 'index']).use(open()).as('api.documents')
  for (const type of types) typeRoutes(type)
}

function typeRoutes(type: RecordType) {
  const { name, actions } = type
  const address = `/api/v1/${pluralOf(type)}`
  const route = (method: string, path: string, handler: 'index' | 'show' | 'store' | 'update' | 'destroy', action: RecordAction) => {
    if (!actions.includes(action)) return
    router
      .route(path, [method], [Records, handler])
      .use([permit(name, action), middleware.api(), middleware.record(name)])
      .as(`api.${name}.${method.toLowerCase()}.${handler}`)
  }

  route('GET', address, 'index', 'view')
  route('GET', `${address}/:id`, 'show', 'view')
  route('POST', address, 'store', 'create')
  route('PATCH', `${address}/:id`, 'update', 'edit')
  route('PUT', `${address}/:id`, 'update', 'edit')
  route('DELETE', `${address}/:id`, 'destroy', 'delete')
}
