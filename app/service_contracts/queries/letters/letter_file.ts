import db from '@adonisjs/lucid/services/db'
import i18nManager from '@adonisjs/i18n/services/main'
import { currentPdf } from '#shared/pdf/pdf'
import { formatsFor } from '#shared/presentation/formats'
import type { KeptLetter } from '#service_contracts/queries/letters/letters'
import { printedLetter } from '#service_contracts/rules/renewal/letter'

/** A kept letter as a PDF: the same bytes whenever it is printed. */
export async function letterPdf({ row, content }: KeptLetter): Promise<Buffer> {
  const writtenAt = row.created_at instanceof Date ? row.created_at.toISOString() : `${String(row.created_at).replace(' ', 'T')}Z`
  const { day } = formatsFor({ locale: row.locale, timeZone: 'UTC' })
  const footer = i18nManager.locale(row.locale).t('renewal.letters.text.footer', { number: row.number, day: day(writtenAt.slice(0, 10)) })
  return (await currentPdf()).print(printedLetter(content, footer, writtenAt))
}

/** The PDF that leaves with the mail of a letter. */
export async function letterFile(letterId: number) {
  const row = await db.from('contract_letters').where('id', letterId).firstOrFail()
  const content = await letterPdf({ row, content: JSON.parse(row.content) })
  return { filename: `${row.number}.pdf`, contentType: 'application/pdf', content }
}
