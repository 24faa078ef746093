import i18nManager from '@adonisjs/i18n/services/main'
import { addMonthsAnchored, type CalendarDate } from '#shared/calendar/calendar_date'
import { formatsFor } from '#shared/presentation/formats'
import { letterFrame, type LetterReader } from '#service_contracts/queries/letters/letter_reader'
import { letterText, type OwnTexts } from '#service_contracts/queries/letters/letter_texts'
import type { LetterContent, LetterKind } from '#service_contracts/rules/renewal/letter'
import { partsOf } from '#service_contracts/rules/renewal/letter_texts'

const CONTRACT = { number: 'C-000123', title: null }

/** A letter to nobody, so that its texts can be read as a customer would read them. */
export function sampleLetter(kind: LetterKind, locale: string, texts: OwnTexts, today: CalendarDate): LetterContent {
  const i18n = i18nManager.locale(locale)
  const formats = formatsFor({ locale, timeZone: 'UTC' })
  const name = i18n.t('renewal.letters.texts.sample_customer')
  const reader: LetterReader = { locale, name, email: null, address: [name], i18n, formats, texts }
  const end = addMonthsAnchored(today, 6)
  const values = {
    contract: CONTRACT.number,
    received: formats.day(today),
    from: formats.day(today),
    last: formats.lastDay(end),
    deadline: formats.day(addMonthsAnchored(today, 3)),
    next_from: formats.day(end),
    next_last: formats.lastDay(addMonthsAnchored(end, 12)),
  }
  const paragraphs = partsOf(kind).filter((part) => !['title', 'greeting', 'closing'].includes(part)).map((part) => letterText(reader, kind, part, values))
  return { ...letterFrame(CONTRACT, reader, kind, today), paragraphs, table: null, notes: [] }
}
