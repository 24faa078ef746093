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
  const route = (method: string, address: string, handler: [() => Promise<any>, string], as: string) =>
    router
      .route(`${path}/imports${address}`, [method], handler as never)
      .use([permit(name, 'import'), middleware.record(name)])
      .as(`${name}.imports.${as}`)

  route('GET', '/new', [Imports, 'create'], 'create')
  route('POST', '', [Imports, 'store'], 'store')
  route('GET', '/:import_id', [Imports, 'show'], 'show')
  route('GET', '/:import_id/report', [Reports, 'show'], 'report')
  route('POST', '/:import_id/check', [Steps, 'check'], 'check')
  route('POST', '/:import_id/writing', [Steps, 'write'], 'write')
  route('POST', '/:import_id/reversal', [Steps, 'revert'], 'revert')
}
