import type { HttpContext } from '@adonisjs/core/http'
import { auditKinds, auditTrail, type AuditFilter } from '#identity/queries/audit_trail'
import { auditFilterValidator } from '#identity/validators/audit_filter'
import { filled } from '#identity/validators/filled'

export default class AuditEventsController {
  async index({ actor, request, view }: HttpContext) {
    const filter = await auditFilterValidator.validate(filled(request.qs()))
    const [trail, kinds] = await Promise.all([auditTrail(filter, actor.timeZone), auditKinds()])

    const older = trail.next && `/identity/audit?${pageBefore(filter, trail.next)}`

    return view.render('pages/identity/audit/index', { events: trail.events, older, kinds, filter })
  }
}

function pageBefore(filter: AuditFilter, before: number): string {
  const { person = '', kind = '', from = '', to = '' } = filter
  return new URLSearchParams({ person, kind, from, to, before: String(before) }).toString()
}
