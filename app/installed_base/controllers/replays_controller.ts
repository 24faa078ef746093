import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import StartReplay from '#installed_base/actions/start_replay'
import { waitingList } from '#installed_base/queries/waiting_list'
import { replayOrderValidator } from '#installed_base/validators/hand_entry'

export default class ReplaysController {
  async index({ view }: HttpContext) {
    return view.render('pages/installed_base/replay/index', await waitingList())
  }

  @inject()
  async store({ actor, request, response, session, i18n }: HttpContext, start: StartReplay) {
    const { repairs } = await request.validateUsing(replayOrderValidator)
    await start.handle(repairs ?? false, actor)

    session.flash('notice', i18n.t('installed_base.replay.started'))
    return response.redirect().status(303).toPath('/installed-base/replay')
  }
}
