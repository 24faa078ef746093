import type { HttpContext } from '@adonisjs/core/http'
import { errors } from '@adonisjs/lucid'
import { historyOf } from '#shared/records/change_log'
import { reaches } from '#shared/records/queries/visibility'
import { findRow } from '#shared/records/rows'
import { titleOf } from '#shared/records/record_type'

export default class HistoriesController {
  async index({ recordType, params, actor, view }: HttpContext) {
    const row = await findRow(recordType, Number(params.id))
    if (!reaches(recordType, row, actor, 'view')) throw new errors.E_ROW_NOT_FOUND()

    const history = await historyOf(recordType.name, row.id, 500)
    return view.render('pages/records/history', { type: recordType, row, history, title: titleOf(recordType, row) })
  }
}
