import { within } from '#shared/database/transaction'
import BulkEditRefused from '#shared/records/bulk_edits/errors/bulk_edit_refused'
import BulkEdit from '#shared/records/models/bulk_edit'

/** Keeps which field a bulk edit writes and what, until it is run. */
export default class SetBulkValue {
  /** @throws {BulkEditRefused} once the edit has begun */
  async handle(id: number, field: string, value: unknown): Promise<void> {
    await within(undefined, async (trx) => {
      const edit = await BulkEdit.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
      if (edit.state !== 'chosen') throw new BulkEditRefused('not_now')
      await edit.merge({ field, value }).save()
    })
  }
}
