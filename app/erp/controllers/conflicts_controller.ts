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
    const { choices } = await conflictChoicesValidator.validate({ choices: typedChoices(request.body()) })
    const chosen: Record<number, Side> = Object.fromEntries(choices.map(({ id, side }) => [id, side]))
    const count = await settle.handle(Number(params.company_id), chosen, actor)

    session.flash('notice', i18n.t('bindings.conflicts.settled', { count }))
    return response.redirect().status(303).toPath('/erp/conflicts')
  }
}

/** What was ticked, and for every other field that was shown what is to hold for all of them; nothing leaves them open. */
function typedChoices({ others, shown = [], ...body }: Record<string, any>): { id: unknown; side: unknown }[] {
  const typed = new Map([shown].flat().map((id: string) => [id, others]))
  for (const [name, side] of Object.entries(body)) if (name.startsWith('choice_')) typed.set(name.slice('choice_'.length), side)
  return [...typed].filter(([, side]) => side).map(([id, side]) => ({ id, side }))
}
