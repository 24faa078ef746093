import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import ContinueBulkEdit from '#shared/records/bulk_edits/actions/continue_bulk_edit'
import RunBulkEdit from '#shared/records/bulk_edits/actions/run_bulk_edit'
import UndoBulkEdit from '#shared/records/bulk_edits/actions/undo_bulk_edit'
import { ownBulkEdit } from '#shared/records/bulk_edits/queries/own_bulk_edit'

export default class BulkEditStepsController {
  @inject()
  async run(ctx: HttpContext, run: RunBulkEdit, go: ContinueBulkEdit) {
    const { id } = await this.find(ctx)
    await go.soon(await run.begin(id), 'run')
    return this.back(ctx, id)
  }

  @inject()
  async undo(ctx: HttpContext, undo: UndoBulkEdit, go: ContinueBulkEdit) {
    const { id } = await this.find(ctx)
    await go.soon(await undo.begin(id), 'undo')
    return this.back(ctx, id)
  }

  private find({ recordType, params, actor }: HttpContext) {
    return ownBulkEdit(recordType, Number(params.bulk_edit_id), actor)
  }

  private back({ recordType, response }: HttpContext, id: number) {
    return response.redirect().status(303).toPath(`${recordType.path}/bulk-edits/${id}`)
  }
}
