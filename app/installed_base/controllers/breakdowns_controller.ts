import type { HttpContext } from '@adonisjs/core/http'
import { breakdown } from '#installed_base/queries/breakdown'
import { breakdownValidator } from '#installed_base/validators/breakdown'

export default class BreakdownsController {
  async index({ actor, request, view }: HttpContext) {
    const { country = null, city = null, channel = null } = await breakdownValidator.validate(request.qs())
    const rows = await breakdown({ country, city, channel }, actor)
    return view.render('pages/installed_base/breakdown/index', { rows, country, city, channel, total: rows.reduce((sum, { n }) => sum + n, 0) })
  }
}
