import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import ReverseEntry from '#installed_base/actions/reverse_entry'
import { entryPage } from '#installed_base/queries/entry_page'
import { reachableItem } from '#installed_base/queries/reachable_item'
import { reversalValidator } from '#installed_base/validators/hand_entry'

export default class EntryReversalsController {
  async create({ actor, params, view }: HttpContext) {
    const item = await reachableItem(Number(params.item_id), actor)
    return view.render('pages/installed_base/entries/reversal', await entryPage(item, Number(params.entry_id)))
  }

  @inject()
  async store({ actor, params, request, response, session, i18n }: HttpContext, reverse: ReverseEntry) {
    const item = await reachableItem(Number(params.item_id), actor)
    const { note } = await request.validateUsing(reversalValidator)
    await reverse.handle(item, Number(params.entry_id), note, actor)

    session.flash('notice', i18n.t('installed_base.reversal.done'))
    return response.redirect().status(303).toPath(`/installed-base/items/${item.id}`)
  }
}
