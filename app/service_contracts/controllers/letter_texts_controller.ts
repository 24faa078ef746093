import { inject } from '@adonisjs/core'
import i18nManager from '@adonisjs/i18n/services/main'
import type { HttpContext } from '@adonisjs/core/http'
import SaveLetterTexts from '#service_contracts/actions/save_letter_texts'
import { countOwnTexts, editableTexts, LETTER_LANGUAGES } from '#service_contracts/queries/letters/letter_texts'
import { LETTER_KINDS } from '#service_contracts/rules/renewal/letter'
import { letterTextsAddress, letterTextsValidator } from '#service_contracts/validators/letter_texts'

export default class LetterTextsController {
  async index({ view }: HttpContext) {
    return view.render('pages/service_contracts/letters/texts', { kinds: LETTER_KINDS, languages: LETTER_LANGUAGES, counts: await countOwnTexts() })
  }

  async edit({ params, view }: HttpContext) {
    const { kind, locale } = await letterTextsAddress.validate(params)
    return view.render('pages/service_contracts/letters/text', { kind, locale, texts: await editableTexts(kind, locale, i18nManager.locale(locale)), content: null })
  }

  @inject()
  async update({ params, request, response, session, i18n, actor }: HttpContext, save: SaveLetterTexts) {
    const { kind, locale } = await letterTextsAddress.validate(params)
    await save.handle(kind, locale, await request.validateUsing(letterTextsValidator), actor)
    session.flash('notice', i18n.t('renewal.letters.texts.saved'))
    return response.redirect().status(303).toPath(`/service-contracts/letters/texts/${kind}/${locale}`)
  }
}
