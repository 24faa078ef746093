import { actorById } from '#shared/acting'
import { dispatch } from '#shared/queue/queue'
import RunBulkEdit from '#shared/records/bulk_edits/actions/run_bulk_edit'
import UndoBulkEdit from '#shared/records/bulk_edits/actions/undo_bulk_edit'
import { continueBulkEdit, type BulkEditStep } from '#shared/records/bulk_edits/jobs'
import BulkEdit from '#shared/records/models/bulk_edit'

/** Up to so many records the person waits for the answer instead of watching a bar. */
export const RECORDS_AT_ONCE = 100

const STEPS = { run: RunBulkEdit, undo: UndoBulkEdit }

/** Takes a bulk edit's step to its end, on behalf of whoever began it. */
export default class ContinueBulkEdit {
  async handle(id: number, step: BulkEditStep): Promise<void> {
    const edit = await BulkEdit.findOrFail(id)
    const actor = await actorById(edit.userId)
    if (!actor) return void (await edit.merge({ state: 'failed', failure: 'E_ACTOR_GONE' }).save())

    try {
      await new STEPS[step]().handle(id, actor)
    } catch (error) {
      await BulkEdit.query().where('id', id).update({ failure: String((error as Error).message).slice(0, 500) })
      throw error
    }
  }

  /** At once when it is about few records, else in the background. */
  async soon(edit: BulkEdit, step: BulkEditStep): Promise<void> {
    if (edit.rowCount <= RECORDS_AT_ONCE) return this.handle(edit.id, step)
    await dispatch(continueBulkEdit, { id: edit.id, step }, { key: `${edit.id}:${step}` })
  }
}
