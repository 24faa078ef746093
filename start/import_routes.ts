import router from '@adonisjs/core/services/router'
import { permit } from '#start/guards'
import { middleware } from '#start/kernel'
import type { RecordType } from '#shared/records/record_type'

const Imports = () => import('#shared/records/imports/controllers/imports_controller')
const Steps = () => import('#shared/records/imports/controllers/import_steps_controller')
const Reports = () => import('#shared/records/imports/controllers/import_reports_controller')

/** The pages of imports, for types whose actions hold `import`. */
export function importRoutes({ name, path, actions }: RecordType): void {
  if (!actions.includes('import')) return
  const may = [permit(name, 'import'), middleware.record(name)]

  router.get(`${path}/imports/new`, [Imports, 'create']).use(may)
  router.post(`${path}/imports`, [Imports, 'store']).use(may)
  router.get(`${path}/imports/:import_id`, [Imports, 'show']).use(may)
  router.get(`${path}/imports/:import_id/report`, [Reports, 'show']).use(may)
  router.post(`${path}/imports/:import_id/check`, [Steps, 'check']).use(may)
  router.post(`${path}/imports/:import_id/writing`, [Steps, 'write']).use(may)
  router.post(`${path}/imports/:import_id/reversal`, [Steps, 'revert']).use(may)
}
