import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import SettleConflicts, { type Side } from '#crm/actions/settle_conflicts'
import { FIELD_GROUPS } from '#crm/rules/field_groups'
import { conflictDesk } from '#erp/queries/conflict_desk'
import { conflictChoicesValidator, conflictFilterValidator } from '#erp/validators/bindings'

export default class ConflictsController {
  async index({ request, view }: HttpContext) {
    const typed = Object.fromEntries(Object.entries(request.qs()).filter(([, value]) => value !== ''))
    const filter = await conflictFilterValidator.validate(typed)
    return view.render('pages/erp/conflicts/index', { ...(await conflictDesk(filter)), groups: FIELD_GROUPS })
  }

  @inject()
  async update({ actor, params, request, response, session, i18n }: HttpContext, settle: SettleConflicts) {
    const sides = Object.entries(request.body()).filter(([name, side]) => name.startsWith('choice_') && side !== '')
    const typed = { choices: sides.map(([name, side]) => ({ id: name.slice('choice_'.length), side })) }
    const { choices } = await conflictChoicesValidator.validate(typed)
    const chosen: Record<number, Side> = Object.fromEntries(choices.map(({ id, side }) => [id, side]))
    const count = await settle.handle(Number(params.company_id), chosen, actor)

    session.flash('notice', i18n.t('bindings.conflicts.settled', { count }))
    return response.redirect().status(303).toPath('/erp/conflicts')
  }
}
