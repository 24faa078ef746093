import type { HttpContext } from '@adonisjs/core/http'
import { POSTING_STATES, postingCounts, postingPage, postingsIn } from '#erp/queries/postings'
import { postingFilterValidator } from '#erp/validators/posting_decision'

export default class PostingsController {
  async index({ request, view }: HttpContext) {
    const { state, before, run } = await postingFilterValidator.validate(request.qs())
    const counts = await postingCounts(run)
    const shown = state ?? POSTING_STATES.find((one) => counts[one]) ?? 'done'
    const page = await postingsIn(shown, before, run)

    return view.render('pages/erp/postings/index', { ...page, counts, shown, states: POSTING_STATES, run: run ?? null, asked: run ? `&run=${run}` : '' })
  }

  async show({ params, view }: HttpContext) {
    return view.render('pages/erp/postings/show', await postingPage(params.id))
  }
}
