import i18nManager from '@adonisjs/i18n/services/main'
import type { HttpContext } from '@adonisjs/core/http'
import { todayIn } from '#shared/clock'
import { currentPdf } from '#shared/pdf/pdf'
import { refuseFaultyTexts } from '#service_contracts/errors/letter_text_impossible'
import { editableTexts, ownTexts } from '#service_contracts/queries/letters/letter_texts'
import { sampleLetter } from '#service_contracts/queries/letters/sample_letter'
import { printedLetter } from '#service_contracts/rules/renewal/letter'
import { letterTextsAddress, letterTextsValidator } from '#service_contracts/validators/letter_texts'

/** A letter with sample figures: as it is typed on the page, or as it is kept as a PDF. Nothing is written. */
export default class LetterTextPreviewsController {
  async store({ params, request, view, actor }: HttpContext) {
    const { kind, locale } = await letterTextsAddress.validate(params)
    const typed = await request.validateUsing(letterTextsValidator)
    refuseFaultyTexts(kind, typed)
    const own = new Map(Object.entries(typed).flatMap(([part, text]) => (text ? [[`${kind}.${part}`, text] as const] : [])))
    const texts = (await editableTexts(kind, locale, i18nManager.locale(locale))).map((one) => ({ ...one, text: typed[one.part] ?? '' }))
    return view.render('pages/service_contracts/letters/text', { kind, locale, texts, content: sampleLetter(kind, locale, own, todayIn(actor.timeZone)) })
  }

  async show({ params, response, actor }: HttpContext) {
    const { kind, locale } = await letterTextsAddress.validate(params)
    const today = todayIn(actor.timeZone)
    const content = sampleLetter(kind, locale, await ownTexts(locale), today)
    const footer = i18nManager.locale(locale).t('renewal.letters.texts.sample')
    response.header('content-type', 'application/pdf')
    response.header('content-disposition', `inline; filename="${kind}-${locale}.pdf"`)
    return response.send(await (await currentPdf()).print(printedLetter(content, footer, `${today}T00:00:00.000Z`)))
  }
}
