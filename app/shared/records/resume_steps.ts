import db from '@adonisjs/lucid/services/db'
import { continueBulkEdit, type BulkEditStep } from '#shared/records/bulk_edits/jobs'
import { continueImport, type ImportStep } from '#shared/records/imports/jobs'
import { dispatch } from '#shared/queue/queue'
import { registerJob } from '#shared/queue/jobs'

const IMPORT_STEPS: Record<string, ImportStep> = { checking: 'check', writing: 'write', reverting: 'revert' }
const BULK_EDIT_STEPS: Record<string, BulkEditStep> = { running: 'run', undoing: 'undo' }

/** Queues imports and bulk edits again whose job the queue has lost or given up. */
export const resumeSteps = registerJob({
  name: 'records.resume_steps',
  async handle() {
    for (const { id, state } of await underWay('imports', IMPORT_STEPS)) {
      const step = IMPORT_STEPS[state]
      await dispatch(continueImport, { id: Number(id), step }, { key: `${id}:${step}` })
    }
    for (const { id, state } of await underWay('bulk_edits', BULK_EDIT_STEPS)) {
      const step = BULK_EDIT_STEPS[state]
      await dispatch(continueBulkEdit, { id: Number(id), step }, { key: `${id}:${step}` })
    }
  },
})

function underWay(table: string, steps: Record<string, string>): Promise<{ id: number; state: string }[]> {
  return db.from(table).select('id', 'state').whereIn('state', Object.keys(steps))
}
