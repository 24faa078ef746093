import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { todayIn } from '#shared/clock'
import { filledFields } from '#shared/presentation/filled_fields'
import { reachableRow } from '#shared/records/queries/visibility'
import { INSTALLED_ITEM } from '#installed_base/records/installed_item'
import { coverHistory } from '#service_contracts/queries/coverage/cover_history'
import { stretchOn } from '#service_contracts/rules/coverage/cover_history'
import { coverDayValidator } from '#service_contracts/validators/coverage'

export default class CoverageHistoriesController {
  async show({ actor, params, request, view }: HttpContext) {
    const item = await reachableRow(INSTALLED_ITEM, Number(params.item_id), actor, 'view')
    const { on = todayIn(actor.timeZone) } = await coverDayValidator.validate(filledFields(request.qs()))
    const stretches = await coverHistory(item, actor.timeZone)
    const holders = await db.from('companies').select('id', 'name').whereIn('id', [...new Set(stretches.map(({ companyId }) => companyId))])

    const names = Object.fromEntries(holders.map(({ id, name }) => [id, name]))
    return view.render('pages/service_contracts/coverage/history', { item, on, names, stretches: stretches.toReversed(), found: stretchOn(stretches, on as never) })
  }
}
