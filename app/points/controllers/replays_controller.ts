import type { HttpContext } from '@adonisjs/core/http'
import { todayIn } from '#shared/clock'
import { accountReplay } from '#points/queries/account_replay'
import { reachableAccount } from '#points/queries/reachable_account'

export default class ReplaysController {
  async show({ params, response, actor }: HttpContext) {
    const account = await reachableAccount(Number(params.id), actor)
    response.header('content-disposition', `attachment; filename="${account.number}.json"`)
    return response.json(await accountReplay(account.id, todayIn(actor.timeZone)))
  }
}
