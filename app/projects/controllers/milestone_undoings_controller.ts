import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { todayIn } from '#shared/clock'
import UndoMilestone from '#projects/actions/undo_milestone'
import { reachableMilestone } from '#projects/queries/reachable_milestone'
import { undoneValidator } from '#projects/validators/moves'

export default class MilestoneUndoingsController {
  async create({ params, view, actor }: HttpContext) {
    return view.render('pages/projects/milestone_undoings/create', await reachableMilestone(Number(params.id), actor))
  }

  @inject()
  async store({ params, request, response, session, actor, i18n }: HttpContext, undo: UndoMilestone) {
    const { project, milestone } = await reachableMilestone(Number(params.id), actor)
    const { reason } = await request.validateUsing(undoneValidator)
    const creditId = await undo.handle(milestone.id, reason, actor, todayIn(actor.timeZone))

    session.flash('notice', i18n.t(creditId ? 'projects.undone.credited' : 'projects.undone.done', { name: String(milestone.name) }))
    return response.redirect().status(303).toPath(`/projects/${project.id}`)
  }
}
