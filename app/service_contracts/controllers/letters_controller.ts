import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { todayIn } from '#shared/clock'
import ReleaseLetter from '#service_contracts/actions/release_letter'
import WriteLetter from '#service_contracts/actions/write_letter'
import { letterDraft } from '#service_contracts/queries/letters/letter_draft'
import { keptLetter, letterList } from '#service_contracts/queries/letters/letters'
import { reachableContract } from '#service_contracts/queries/reachable_contract'
import { letterReleaseValidator, letterValidator } from '#service_contracts/validators/renewal'

export default class LettersController {
  async index({ request, view, actor }: HttpContext) {
    const { state, run } = request.qs()
    return view.render('pages/service_contracts/letters/index', { letters: await letterList({ state, run: Number(run) || undefined }, actor), shown: state ?? '' })
  }

  async show({ params, view, actor }: HttpContext) {
    const { row, content } = await keptLetter(Number(params.id), actor)
    return view.render('pages/service_contracts/letters/show', { row, content })
  }

  /** The letter as it would be written today; nothing is kept. */
  async create({ params, request, view, actor }: HttpContext) {
    const contract = await reachableContract(Number(params.id), actor, 'view')
    const { kind } = await letterValidator.validate(request.qs())
    const draft = await letterDraft(contract, kind, null, todayIn(actor.timeZone))
    return view.render('pages/service_contracts/letters/create', { contract, kind, content: draft.content, to: draft.reader.email })
  }

  @inject()
  async store({ params, request, response, actor }: HttpContext, write: WriteLetter) {
    const contract = await reachableContract(Number(params.id), actor, 'view')
    const { kind } = await request.validateUsing(letterValidator)
    const { id } = await write.handle(contract.id, kind, todayIn(actor.timeZone))
    return response.redirect().status(303).toPath(`/service-contracts/letters/${id}`)
  }

  @inject()
  async update({ params, request, response, session, actor, i18n }: HttpContext, release: ReleaseLetter) {
    const { row } = await keptLetter(Number(params.id), actor)
    const { to } = await request.validateUsing(letterReleaseValidator)
    await release.handle(Number(row.id), to, actor)
    session.flash('notice', i18n.t('renewal.letters.noted', { state: i18n.t(`renewal.letters.states.${to}`) }))
    return response.redirect().status(303).toPath(`/service-contracts/letters/${row.id}`)
  }
}
