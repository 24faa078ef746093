import type { HttpContext } from '@adonisjs/core/http'
import { openAlerts } from '#service_contracts/queries/open_alerts'

export default class AlertsController {
  async index({ view }: HttpContext) {
    return view.render('pages/service_contracts/alerts/index', { alerts: await openAlerts() })
  }
}
