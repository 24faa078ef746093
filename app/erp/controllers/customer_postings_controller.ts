import type { HttpContext } from '@adonisjs/core/http'
import { CUSTOMER_POSTING_STATES, customerPostingCounts, customerPostingPage, customerPostingsIn } from '#erp/queries/customer_postings'
import { customerPostingFilterValidator } from '#erp/validators/bindings'

const PAGES = 'pages/erp/customer_postings'

export default class CustomerPostingsController {
  async index({ request, view }: HttpContext) {
    const { state, before } = await customerPostingFilterValidator.validate(request.qs())
    const counts = await customerPostingCounts()
    const shown = state ?? CUSTOMER_POSTING_STATES.find((one) => counts[one]) ?? 'done'
    const page = await customerPostingsIn(shown, before)

    return view.render(`${PAGES}/index`, { ...page, counts, shown, states: CUSTOMER_POSTING_STATES })
  }

  async show({ params, view }: HttpContext) {
    return view.render(`${PAGES}/show`, await customerPostingPage(params.id))
  }
}
