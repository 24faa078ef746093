import type { HttpContext } from '@adonisjs/core/http'
import { historyOf } from '#shared/records/change_log'
import { reachableRow } from '#shared/records/queries/visibility'
import { titleOf } from '#shared/records/record_type'

export default class HistoriesController {
  async index({ recordType, params, actor, view }: HttpContext) {
    const row = await reachableRow(recordType, Number(params.id), actor, 'view')
    const history = await historyOf(recordType.name, row.id, 500)
    return view.render('pages/records/history', { type: recordType, row, history, title: titleOf(recordType, row) })
  }
}
