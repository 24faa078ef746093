import router from '@adonisjs/core/services/router'
import { bulkEditRoutes } from '#start/bulk_edit_routes'
import { permit } from '#start/guards'
import { importRoutes } from '#start/import_routes'
import { middleware } from '#start/kernel'
import type { RecordType } from '#shared/records/record_type'

const Records = () => import('#shared/records/controllers/records_controller')
const SavedViews = () => import('#shared/records/controllers/saved_views_controller')
const DefaultViews = () => import('#shared/records/controllers/default_views_controller')
const Exports = () => import('#shared/records/controllers/exports_controller')
const Histories = () => import('#shared/records/controllers/histories_controller')
const Attachments = () => import('#shared/attachments/controllers/attachments_controller')
const Lookups = () => import('#shared/records/controllers/lookups_controller')

/** The pages every record type has, as far as its actions allow. Call it after routes of the domain's own. */
export function recordRoutes(type: RecordType): void {
  const { name, path, actions } = type
  const has = (action: RecordType['actions'][number]) => actions.includes(action)
  const route = (method: string, address: string, handler: [() => Promise<any>, string], action: string, as: string) =>
    router
      .route(`${path}${address}`, [method], handler as never)
      .use([permit(name, action), middleware.record(name)])
      .as(`${name}.${as}`)

  importRoutes(type)
  bulkEditRoutes(type)
  route('GET', '', [Records, 'index'], 'view', 'index')
  route('GET', '/lookup', [Lookups, 'index'], 'view', 'lookup')
  route('POST', '/views', [SavedViews, 'store'], 'view', 'views.store')
  route('GET', '/views/:view_id', [SavedViews, 'show'], 'view', 'views.show')
  route('GET', '/views/:view_id/edit', [SavedViews, 'edit'], 'view', 'views.edit')
  route('PUT', '/views/:view_id', [SavedViews, 'update'], 'view', 'views.update')
  route('DELETE', '/views/:view_id', [SavedViews, 'destroy'], 'view', 'views.destroy')
  route('PUT', '/views/:view_id/default', [DefaultViews, 'update'], 'view', 'default_views.update')
  route('DELETE', '/views/:view_id/default', [DefaultViews, 'destroy'], 'view', 'default_views.destroy')
  if (has('export')) route('GET', '/export/:format', [Exports, 'show'], 'export', 'export')
  if (has('create')) {
    route('GET', '/new', [Records, 'create'], 'create', 'create')
    route('POST', '', [Records, 'store'], 'create', 'store')
  }
  route('GET', '/:id', [Records, 'show'], 'view', 'show')
  route('GET', '/:id/history', [Histories, 'index'], 'view', 'history')
  if (type.attachments) route('GET', '/:id/attachments/:attachment_id', [Attachments, 'show'], 'view', 'attachments.show')
  if (type.attachments && has('edit')) {
    route('POST', '/:id/attachments', [Attachments, 'store'], 'edit', 'attachments.store')
    route('DELETE', '/:id/attachments/:attachment_id', [Attachments, 'destroy'], 'edit', 'attachments.destroy')
  }
  if (has('edit')) {
    route('GET', '/:id/edit', [Records, 'edit'], 'edit', 'edit')
    route('PUT', '/:id', [Records, 'update'], 'edit', 'update')
  }
  if (has('delete')) route('DELETE', '/:id', [Records, 'destroy'], 'delete', 'destroy')
}
