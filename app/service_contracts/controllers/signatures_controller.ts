import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import AttachmentRefused from '#shared/attachments/errors/attachment_refused'
import { calendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import SignContract from '#service_contracts/actions/sign_contract'
import { reachableContract } from '#service_contracts/queries/reachable_contract'
import { signatureValidator } from '#service_contracts/validators/signature'

export default class SignaturesController {
  @inject()
  async store({ params, request, response, session, actor, i18n }: HttpContext, sign: SignContract) {
    const contract = await reachableContract(Number(params.id), actor, 'edit')
    const { signed_on: on, signed_by: by, file } = await request.validateUsing(signatureValidator)
    if (!file.tmpPath) throw new AttachmentRefused('empty')
    const upload = { path: file.tmpPath, sentName: file.clientName }
    await sign.handle(contract.id, { signedOn: calendarDate(on), signedBy: by, ...upload }, todayIn(actor.timeZone), actor)

    session.flash('notice', i18n.t('signing.signed'))
    return response.redirect().status(303).toPath(`/service-contracts/contracts/${contract.id}?part=signing`)
  }
}
