import type { HttpContext } from '@adonisjs/core/http'
import { addDays, calendarDate } from '#shared/calendar/calendar_date'
import { filledFields } from '#shared/presentation/filled_fields'
import { ledgerEntries } from '#points/queries/ledger_entries'
import { reachableAccount } from '#points/queries/reachable_account'
import { stretchValidator } from '#points/validators/ledger'

export default class LedgersController {
  async show({ params, request, view, actor }: HttpContext) {
    const account = await reachableAccount(Number(params.id), actor)
    const { from, to, before } = await stretchValidator.validate(filledFields(request.qs()))
    const end = to ? addDays(calendarDate(to), 1) : undefined
    const page = await ledgerEntries(account.id, { from: from ?? undefined, to: end, before })
    const stretch = new URLSearchParams(Object.entries({ from, to }).filter(([, day]) => day) as [string, string][])
    return view.render('pages/points/ledgers/show', { account, ...page, from, to, stretch: String(stretch), mayReverse: actor.may('point_ledger', 'reverse') })
  }
}
