import { randomUUID } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'
import { todayIn } from '#shared/clock'
import { filledFields } from '#shared/presentation/filled_fields'
import { debitTryout } from '#points/queries/debit_tryout'
import { reachableAccount } from '#points/queries/reachable_account'
import { chosenNames } from '#points/queries/chosen_names'
import { requestOf, tryoutValidator } from '#points/validators/ledger'

export default class TryoutsController {
  async show({ request, view, actor }: HttpContext) {
    const asked = await tryoutValidator.validate(filledFields(request.qs()))
    const account = asked.account_id ? await reachableAccount(asked.account_id, actor) : null
    const result = account ? await debitTryout(account, requestOf(asked), todayIn(actor.timeZone)) : null
    const mayBook = account !== null && account.status === 'open' && actor.may('point_ledger', 'consume')
    return view.render('pages/points/tryouts/show', { asked, account, result, mayBook, key: randomUUID(), chosen: await chosenNames(asked, account) })
  }
}
