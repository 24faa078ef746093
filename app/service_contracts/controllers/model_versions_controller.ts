import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import type { HttpContext } from '@adonisjs/core/http'
import PublishContractModel from '#service_contracts/actions/publish_contract_model'
import { comparedVersions } from '#service_contracts/queries/models/model_panel'
import { modelPublicationValidator } from '#service_contracts/validators/model'

export default class ModelVersionsController {
  async index({ params, request, view }: HttpContext) {
    const model = await db.from('contract_models').where('id', Number(params.id)).firstOrFail()
    return view.render('pages/service_contracts/models/versions', { model, ...(await comparedVersions(Number(model.id), request.qs())) })
  }

  @inject()
  async store({ params, request, response, session, actor, i18n }: HttpContext, publish: PublishContractModel) {
    const model = await db.from('contract_models').where('id', Number(params.id)).firstOrFail()
    const { reason } = await request.validateUsing(modelPublicationValidator)
    const { number } = await publish.handle(Number(model.id), reason ?? null, actor)

    session.flash('notice', i18n.t('contract_models.published', { number }))
    return response.redirect().status(303).toPath(`/service-contracts/models/${model.id}`)
  }
}
