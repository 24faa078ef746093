import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { todayIn } from '#shared/clock'
import RecordHandEntry from '#installed_base/actions/record_hand_entry'
import { entryForm } from '#installed_base/queries/entry_form'
import { reachableItem } from '#installed_base/queries/reachable_item'
import { entryKindValidator, handEntryValidator, typedEntry } from '#installed_base/validators/hand_entry'

export default class ItemEntriesController {
  async create({ actor, params, request, view }: HttpContext) {
    const item = await reachableItem(Number(params.item_id), actor)
    const { kind } = await entryKindValidator.validate(request.qs())
    return view.render('pages/installed_base/entries/create', await entryForm(item, kind, actor))
  }

  @inject()
  async store({ actor, params, request, response, session, i18n }: HttpContext, record: RecordHandEntry) {
    const item = await reachableItem(Number(params.item_id), actor)
    const entry = typedEntry(await request.validateUsing(handEntryValidator))
    await record.handle(item.id, entry, todayIn(actor.timeZone), actor)

    session.flash('notice', i18n.t('installed_base.entries.recorded', { what: i18n.t(`installed_base.kinds.${entry.kind}`) }))
    return response.redirect().status(303).toPath(`/installed-base/items/${item.id}`)
  }
}
