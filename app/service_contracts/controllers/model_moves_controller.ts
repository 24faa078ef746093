import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import type { HttpContext } from '@adonisjs/core/http'
import { calendarDate } from '#shared/calendar/calendar_date'
import { Forbidden } from '#shared/errors/forbidden'
import StartModelMove from '#service_contracts/actions/start_model_move'
import { modelMovesPage } from '#service_contracts/queries/models/model_moves_page'
import { modelMoveValidator } from '#service_contracts/validators/model'

export default class ModelMovesController {
  async index({ params, request, actor, view }: HttpContext) {
    const model = await db.from('contract_models').where('id', Number(params.id)).firstOrFail()
    if (actor.reach('service_contract', 'edit') !== 'all') throw new Forbidden('service_contract.edit')
    return view.render('pages/service_contracts/models/moves', { model, ...(await modelMovesPage(Number(model.id), request.qs(), actor)) })
  }

  @inject()
  async store({ params, request, response, session, actor, i18n }: HttpContext, start: StartModelMove) {
    const model = await db.from('contract_models').where('id', Number(params.id)).firstOrFail()
    if (actor.reach('service_contract', 'edit') !== 'all') throw new Forbidden('service_contract.edit')
    const { on } = await request.validateUsing(modelMoveValidator)
    await start.handle(Number(model.id), calendarDate(on), actor)

    session.flash('notice', i18n.t('contract_models.move_begun'))
    return response.redirect().status(303).toPath(`/service-contracts/models/${model.id}/moves`)
  }
}
