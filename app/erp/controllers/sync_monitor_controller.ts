import type { HttpContext } from '@adonisjs/core/http'
import { syncMonitor } from '#erp/queries/sync_monitor'

export default class SyncMonitorController {
  async show({ view }: HttpContext) {
    const monitors = await syncMonitor()
    return view.render('pages/erp/sync/show', { monitors, isRunning: monitors.some((one) => one.running !== null) })
  }
}
