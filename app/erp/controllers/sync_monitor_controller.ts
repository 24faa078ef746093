import type { HttpContext } from '@adonisjs/core/http'
import { now } from '#shared/clock'
import { linkDepth } from '#erp/queries/link_depth'
import { syncMonitor } from '#erp/queries/sync_monitor'

export default class SyncMonitorController {
  async show({ view }: HttpContext) {
    const monitors = await syncMonitor()
    const depth = await linkDepth(now())
    return view.render('pages/erp/sync/show', { monitors, depth, isRunning: monitors.some((one) => one.running !== null) })
  }
}
