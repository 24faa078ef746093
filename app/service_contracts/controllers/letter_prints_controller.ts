import type { HttpContext } from '@adonisjs/core/http'
import i18nManager from '@adonisjs/i18n/services/main'
import { currentPdf } from '#shared/pdf/pdf'
import { formatsFor } from '#shared/presentation/formats'
import { keptLetter } from '#service_contracts/queries/letters/letters'
import { printedLetter } from '#service_contracts/rules/renewal/letter'

export default class LetterPrintsController {
  async show({ params, response, actor }: HttpContext) {
    const { row, content } = await keptLetter(Number(params.id), actor)
    const writtenAt = row.created_at instanceof Date ? row.created_at.toISOString() : `${String(row.created_at).replace(' ', 'T')}Z`
    const { day } = formatsFor({ locale: row.locale, timeZone: 'UTC' })
    const footer = i18nManager.locale(row.locale).t('renewal.letters.text.footer', { number: row.number, day: day(writtenAt.slice(0, 10)) })
    const pdf = await (await currentPdf()).print(printedLetter(content, footer, writtenAt))

    response.header('content-type', 'application/pdf')
    response.header('content-disposition', `inline; filename="${row.number}.pdf"`)
    return response.send(pdf)
  }
}
