import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { reachableRow } from '#shared/records/queries/visibility'
import MoveProject from '#projects/actions/move_project'
import { PROJECT } from '#projects/records/project'
import { WITH_REASON } from '#projects/rules/project_status'
import { projectMoveValidator, projectStepValidator } from '#projects/validators/moves'

export default class ProjectMovesController {
  async create({ params, request, view, actor }: HttpContext) {
    const row = await reachableRow(PROJECT, Number(params.id), actor, 'edit')
    const { move } = await projectMoveValidator.validate(request.qs())
    return view.render('pages/projects/project_moves/create', { row, move, needsReason: WITH_REASON.includes(move) })
  }

  @inject()
  async store({ params, request, response, session, actor, i18n }: HttpContext, moveProject: MoveProject) {
    const row = await reachableRow(PROJECT, Number(params.id), actor, 'edit')
    const step = await request.validateUsing(projectStepValidator)
    await moveProject.handle(row.id, step, actor)

    session.flash('notice', i18n.t(`projects.moves.done.${step.move}`))
    return response.redirect().status(303).toPath(`/projects/${row.id}`)
  }
}
