import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { calendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import ReachMilestone from '#projects/actions/reach_milestone'
import { reachableMilestone } from '#projects/queries/reachable_milestone'
import { reachedValidator } from '#projects/validators/moves'

export default class MilestoneReachesController {
  async create({ params, view, actor }: HttpContext) {
    const { project, milestone } = await reachableMilestone(Number(params.id), actor)
    return view.render('pages/projects/milestone_reaches/create', { project, milestone, today: todayIn(actor.timeZone) })
  }

  @inject()
  async store({ params, request, response, session, actor, i18n }: HttpContext, reach: ReachMilestone) {
    const { project, milestone } = await reachableMilestone(Number(params.id), actor)
    const { reached_on: on, note, proof } = await request.validateUsing(reachedValidator)
    await reach.handle(milestone.id, { on: calendarDate(on), note, proof }, actor, todayIn(actor.timeZone))

    session.flash('notice', i18n.t('projects.reached.done', { name: String(milestone.name) }))
    return response.redirect().status(303).toPath(`/projects/${project.id}`)
  }
}
