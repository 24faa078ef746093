import router from '@adonisjs/core/services/router'
import { permit } from '#start/guards'
import { middleware } from '#start/kernel'
import type { RecordType } from '#shared/records/record_type'

const BulkEdits = () => import('#shared/records/bulk_edits/controllers/bulk_edits_controller')
const Steps = () => import('#shared/records/bulk_edits/controllers/bulk_edit_steps_controller')

/** The pages of bulk edits, for types whose actions hold `edit`. */
export function bulkEditRoutes({ name, path, actions }: RecordType): void {
  if (!actions.includes('edit')) return
  const route = (method: string, address: string, handler: [() => Promise<any>, string], as: string) =>
    router
      .route(`${path}/bulk-edits${address}`, [method], handler as never)
      .use([permit(name, 'edit'), middleware.record(name)])
      .as(`${name}.bulk_edits.${as}`)

  route('POST', '', [BulkEdits, 'store'], 'store')
  route('GET', '/:bulk_edit_id', [BulkEdits, 'show'], 'show')
  route('PUT', '/:bulk_edit_id', [BulkEdits, 'update'], 'update')
  route('POST', '/:bulk_edit_id/run', [Steps, 'run'], 'run')
  route('POST', '/:bulk_edit_id/undo', [Steps, 'undo'], 'undo')
}
