import type { HttpContext } from '@adonisjs/core/http'
import { recordHistory } from '#shared/records/queries/record_history'
import { reachableRow } from '#shared/records/queries/visibility'
import { titleOf } from '#shared/records/record_type'

export default class HistoriesController {
  async index({ recordType, params, actor, view }: HttpContext) {
    const row = await reachableRow(recordType, Number(params.id), actor, 'view')
    const history = await recordHistory(recordType, row.id, actor, 500)
    return view.render('pages/records/history', { type: recordType, row, history, title: titleOf(recordType, row) })
  }
}
