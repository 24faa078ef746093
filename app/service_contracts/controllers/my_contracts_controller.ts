import type { HttpContext } from '@adonisjs/core/http'
import { todayIn } from '#shared/clock'
import { myContracts } from '#service_contracts/queries/my_contracts'

/** The contracts a person has to do with, and what that person has to do about them. */
export default class MyContractsController {
  async index({ actor, view }: HttpContext) {
    return view.render('pages/service_contracts/contracts/mine', { ...(await myContracts(actor)), today: todayIn(actor.timeZone) })
  }
}
