import router from '@adonisjs/core/services/router'
import { permit } from '#start/guards'
import { middleware } from '#start/kernel'
import type { RecordType } from '#shared/records/record_type'

const Records = () => import('#shared/records/controllers/records_controller')
const SavedViews = () => import('#shared/records/controllers/saved_views_controller')
const Exports = () => import('#shared/records/controllers/exports_controller')
const Histories = () => import('#shared/records/controllers/histories_controller')
const Lookups = () => import('#shared/records/controllers/lookups_controller')

/** The pages every record type has, as far as its actions allow. Call it after routes of the domain's own. */
export function recordRoutes(type: RecordType): void {
  const { name, path, actions } = type
  const about = middleware.record(name)
  const may = (action: string) => [permit(name, action), about]

  router.get(path, [Records, 'index']).use(may('view')).as(`${name}.index`)
  router.get(`${path}/lookup`, [Lookups, 'index']).use(may('view'))
  router.post(`${path}/views`, [SavedViews, 'store']).use(may('view'))
  router.delete(`${path}/views/:view_id`, [SavedViews, 'destroy']).use(may('view'))
  if (actions.includes('export')) router.get(`${path}/export/:format`, [Exports, 'show']).use(may('export'))
  if (actions.includes('create')) {
    router.get(`${path}/new`, [Records, 'create']).use(may('create'))
    router.post(path, [Records, 'store']).use(may('create'))
  }
  router.get(`${path}/:id`, [Records, 'show']).use(may('view')).as(`${name}.show`)
  router.get(`${path}/:id/history`, [Histories, 'index']).use(may('view'))
  if (actions.includes('edit')) {
    router.get(`${path}/:id/edit`, [Records, 'edit']).use(may('edit'))
    router.put(`${path}/:id`, [Records, 'update']).use(may('edit'))
  }
  if (actions.includes('delete')) router.delete(`${path}/:id`, [Records, 'destroy']).use(may('delete'))
}
