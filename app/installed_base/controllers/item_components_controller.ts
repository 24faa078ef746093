import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { todayIn } from '#shared/clock'
import AddComponent from '#installed_base/actions/add_component'
import { componentForm } from '#installed_base/queries/component_form'
import { reachableItem } from '#installed_base/queries/reachable_item'
import { componentValidator } from '#installed_base/validators/hand_entry'

export default class ItemComponentsController {
  async create({ actor, params, request, view }: HttpContext) {
    const item = await reachableItem(Number(params.item_id), actor)
    const form = await componentForm(item, Number(request.input('product_id')) || null)
    return view.render('pages/installed_base/structures/create', { ...form, today: todayIn(actor.timeZone) })
  }

  @inject()
  async store({ actor, params, request, response, session, i18n }: HttpContext, add: AddComponent) {
    const item = await reachableItem(Number(params.item_id), actor)
    const input = await request.validateUsing(componentValidator)
    if (input.component_id) await reachableItem(input.component_id, actor)
    await add.handle(item, input, todayIn(actor.timeZone), actor)

    session.flash('notice', i18n.t('installed_base.structure.attached'))
    return response.redirect().status(303).toPath(`/installed-base/items/${item.id}/structure`)
  }
}
