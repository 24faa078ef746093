import type { HttpContext } from '@adonisjs/core/http'
import { auditKinds, auditTrail } from '#identity/queries/audit_trail'
import { auditFilterValidator } from '#identity/validators/audit_filter'
import { filled } from '#identity/validators/filled'

export default class AuditEventsController {
  async index({ actor, request, view }: HttpContext) {
    const filter = await auditFilterValidator.validate(filled(request.qs()))
    const [trail, kinds] = await Promise.all([auditTrail(filter, actor.timeZone), auditKinds()])

    return view.render('pages/identity/audit/index', { ...trail, kinds, filter })
  }
}
