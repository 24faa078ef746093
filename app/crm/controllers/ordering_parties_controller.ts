import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import SaveOrderingParty from '#crm/actions/save_ordering_party'
import { orderingPartyForm } from '#crm/queries/ordering_party_form'
import { orderingPartyValidator } from '#crm/validators/ordering_party'

export default class OrderingPartiesController {
  async create({ actor, params, view }: HttpContext) {
    return view.render('pages/crm/ordering_parties/form', await orderingPartyForm(Number(params.company_id), null, actor))
  }

  async edit({ actor, params, view }: HttpContext) {
    return view.render('pages/crm/ordering_parties/form', await orderingPartyForm(Number(params.company_id), Number(params.id), actor))
  }

  @inject()
  async store(ctx: HttpContext, save: SaveOrderingParty) {
    return this.save(ctx, null, save)
  }

  @inject()
  async update(ctx: HttpContext, save: SaveOrderingParty) {
    return this.save(ctx, Number(ctx.params.id), save)
  }

  private async save({ actor, params, request, response, session, i18n }: HttpContext, id: number | null, save: SaveOrderingParty) {
    const { company } = await orderingPartyForm(Number(params.company_id), id, actor)
    const input = await request.validateUsing(orderingPartyValidator)
    await save.handle(company.id, id, input)

    session.flash('notice', i18n.t('crm.ordering_party.saved', { name: input.name }))
    return response.redirect().status(303).toPath(`/crm/companies/${company.id}`)
  }
}
