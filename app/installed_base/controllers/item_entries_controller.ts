import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { calendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import RecordHandEntry from '#installed_base/actions/record_hand_entry'
import { reachableItem } from '#installed_base/queries/reachable_item'
import { ENTRY_FIELDS } from '#installed_base/rules/hand_entry'
import { entryKindValidator, handEntryValidator } from '#installed_base/validators/hand_entry'

export default class ItemEntriesController {
  async create({ actor, params, request, view }: HttpContext) {
    const item = await reachableItem(Number(params.item_id), actor)
    const { kind } = await entryKindValidator.validate(request.qs())
    const today = todayIn(actor.timeZone)
    return view.render('pages/installed_base/entries/create', { item, kind, today, fields: ENTRY_FIELDS[kind] })
  }

  @inject()
  async store({ actor, params, request, response, session, i18n }: HttpContext, record: RecordHandEntry) {
    const item = await reachableItem(Number(params.item_id), actor)
    const { kind, ...input } = await request.validateUsing(handEntryValidator)
    const entry = {
      kind,
      on: calendarDate(input.happened_on),
      place: input.place,
      companyId: input.company_id,
      quantity: input.quantity,
      note: input.note,
      replacement: input.replaces ? { serial: input.replacement_serial || null, quantity: input.quantity ?? null } : null,
    }
    await record.handle(item.id, entry, todayIn(actor.timeZone), actor)

    session.flash('notice', i18n.t('installed_base.entries.recorded', { what: i18n.t(`installed_base.kinds.${kind}`) }))
    return response.redirect().status(303).toPath(`/installed-base/items/${item.id}`)
  }
}
