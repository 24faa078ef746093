import { registerJob } from '#shared/queue/jobs'

export type BulkEditStep = 'run' | 'undo'

export const continueBulkEdit = registerJob<{ id: number; step: BulkEditStep }>({
  name: 'records.bulk_edit',
  lane: 'records.bulk_edit',
  async handle({ id, step }) {
    const { default: ContinueBulkEdit } = await import('#shared/records/bulk_edits/actions/continue_bulk_edit')
    await new ContinueBulkEdit().handle(id, step)
  },
})
