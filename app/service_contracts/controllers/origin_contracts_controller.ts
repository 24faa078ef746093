import { inject } from '@adonisjs/core'
import { errors } from '@adonisjs/lucid'
import type { HttpContext } from '@adonisjs/core/http'
import type { Actor } from '#shared/actor'
import { withInitialValues } from '#shared/records/initial_values'
import { validatorOf, wholeForm } from '#shared/records/validator'
import BearOriginContract from '#service_contracts/actions/bear_origin_contract'
import { contractOrigin } from '#service_contracts/contract_origins'
import { originForm } from '#service_contracts/queries/origin_form'
import { SERVICE_CONTRACT } from '#service_contracts/records/service_contract'
import { originContractValidator, originQueryValidator } from '#service_contracts/validators/origin'

export default class OriginContractsController {
  async create({ request, view, actor }: HttpContext) {
    const { origin } = await originQueryValidator.validate(request.qs())
    return view.render('pages/service_contracts/origins/create', await originForm(await known(origin, actor), request.qs(), actor))
  }

  @inject()
  async store({ request, response, session, actor, i18n }: HttpContext, bear: BearOriginContract) {
    const { origin: key, origin_lines: lineIds = [] } = await request.validateUsing(originContractValidator)
    const origin = await known(key, actor)
    const data = withInitialValues(SERVICE_CONTRACT, request.all())
    const values = wholeForm(SERVICE_CONTRACT, await request.validateUsing(validatorOf(SERVICE_CONTRACT), { data }))
    const contract = await bear.handle(origin, { values, lineIds }, actor)

    session.flash('notice', i18n.t('contract_origins.made', { number: origin.number }))
    return response.redirect().status(303).toPath(`${SERVICE_CONTRACT.path}/${contract.id}`)
  }
}

/** What the address names. @throws E_ROW_NOT_FOUND where it is out of reach */
async function known(key: string, actor: Actor) {
  const origin = await contractOrigin(key, actor)
  if (!origin) throw new errors.E_ROW_NOT_FOUND()
  return origin
}
