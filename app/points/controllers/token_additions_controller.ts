import { randomUUID } from 'node:crypto'
import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { todayIn } from '#shared/clock'
import AddTokens from '#points/actions/add_tokens'
import { parsePoints } from '#points/rules/points'
import { tokenAdditionValidator } from '#points/validators/tokens'

export default class TokenAdditionsController {
  async create({ request, view }: HttpContext) {
    const [company, model] = [
      await db.from('companies').where('id', Number(request.input('company_id')) || 0).first(),
      await db.from('contract_models').where('id', Number(request.input('contract_model_id')) || 0).first(),
    ]
    return view.render('pages/points/token_additions/create', { key: randomUUID(), company, model })
  }

  @inject()
  async store({ request, response, session, actor, i18n }: HttpContext, add: AddTokens) {
    const asked = await request.validateUsing(tokenAdditionValidator)
    const { id: companyId } = await db.from('companies').select('id').where('id', asked.company_id).firstOrFail()
    const { id: modelId } = await db.from('contract_models').select('id').where('id', asked.contract_model_id).firstOrFail()
    await add.handle({ key: asked.key, companyId, modelId, tokens: parsePoints(asked.tokens), reason: asked.reason }, actor, todayIn(actor.timeZone))

    session.flash('notice', i18n.t('points.tokens.added'))
    return response.redirect().status(303).toPath(`/points/tokens?f_company_id=${companyId}`)
  }
}
