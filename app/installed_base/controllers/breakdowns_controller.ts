import type { HttpContext } from '@adonisjs/core/http'
import { breakdown } from '#installed_base/queries/breakdown'
import { levelsOf } from '#installed_base/rules/breakdown_levels'
import { breakdownValidator } from '#installed_base/validators/breakdown'

export default class BreakdownsController {
  async index({ actor, i18n, request, view }: HttpContext) {
    const { country = null, city = null, postcode = null, channel = null, by = postcode === null ? 'city' : 'postcode' } = await breakdownValidator.validate(request.qs())
    const question = { country, city, postcode, channel, by }
    const rows = await breakdown(question, actor)
    const total = rows.reduce((sum, { n }) => sum + n, 0)
    return view.render('pages/installed_base/breakdown/index', { ...question, ...levelsOf(question, rows, i18n.locale), total })
  }
}
