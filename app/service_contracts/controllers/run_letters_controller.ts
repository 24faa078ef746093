import type { HttpContext } from '@adonisjs/core/http'
import { dispatch } from '#shared/queue/queue'
import { writeRunLetters } from '#service_contracts/jobs/write_run_letters'
import RevaluationRun from '#service_contracts/models/revaluation_run'
import { runLetters } from '#service_contracts/queries/letters/letters'

export default class RunLettersController {
  async show({ params, view }: HttpContext) {
    const run = await RevaluationRun.findOrFail(Number(params.id))
    return view.render('pages/service_contracts/letters/run', { run, counts: await runLetters(run.id) })
  }

  async store({ params, response, session, i18n }: HttpContext) {
    const run = await RevaluationRun.findOrFail(Number(params.id))
    await dispatch(writeRunLetters, { runId: run.id }, { key: `letters:${run.id}` })
    session.flash('notice', i18n.t('renewal.letters.run_started'))
    return response.redirect().status(303).toPath(`/service-contracts/revaluations/${run.id}/letters`)
  }

  async update({ params, response, session, actor, i18n }: HttpContext) {
    const run = await RevaluationRun.findOrFail(Number(params.id))
    await dispatch(writeRunLetters, { runId: run.id, sentBy: actor.id, sentByName: actor.name }, { key: `letters:${run.id}:send` })
    session.flash('notice', i18n.t('renewal.letters.run_sending'))
    return response.redirect().status(303).toPath(`/service-contracts/revaluations/${run.id}/letters`)
  }
}
