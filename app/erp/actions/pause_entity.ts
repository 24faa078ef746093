import type { ErpEntity } from '#contracts/erp'
import { within } from '#shared/database/transaction'
import SyncCursor from '#erp/models/sync_cursor'

/** Stops or resumes the reading of one entity; a run under way stops it after its page. */
export default class PauseEntity {
  async handle(connectionId: number, entity: ErpEntity, isPaused: boolean): Promise<void> {
    await within(undefined, async (trx) => {
      await SyncCursor.updateOrCreate({ connectionId, entity }, { isPaused }, { client: trx })
    })
  }
}
