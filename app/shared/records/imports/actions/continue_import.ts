import { actorById } from '#shared/acting'
import { dispatch } from '#shared/queue/queue'
import CheckImport from '#shared/records/imports/actions/check_import'
import RevertImport from '#shared/records/imports/actions/revert_import'
import WriteImport from '#shared/records/imports/actions/write_import'
import { continueImport, type ImportStep } from '#shared/records/imports/jobs'
import Import from '#shared/records/models/import'

/** Up to so many rows the person waits for the answer instead of watching a bar. */
export const ROWS_AT_ONCE = 200

const STEPS = { check: CheckImport, write: WriteImport, revert: RevertImport }

/** Takes an import's next step to its end, on behalf of whoever brought the file. */
export default class ContinueImport {
  async handle(id: number, step: ImportStep): Promise<void> {
    const imported = await Import.findOrFail(id)
    const actor = await actorById(imported.userId)
    if (!actor) return void (await imported.merge({ state: 'failed', failure: 'E_ACTOR_GONE' }).save())

    try {
      await new STEPS[step]().handle(id, actor)
    } catch (error) {
      await Import.query().where('id', id).update({ failure: String((error as Error).message).slice(0, 500) })
      throw error
    }
  }

  /** At once when the import is small, else in the background. */
  async soon(imported: Import, step: ImportStep): Promise<void> {
    if (imported.rowCount <= ROWS_AT_ONCE) return this.handle(imported.id, step)
    await dispatch(continueImport, { id: imported.id, step }, { key: `${imported.id}:${step}` })
  }
}
