import i18nManager from '@adonisjs/i18n/services/main'
import type { I18n } from '@adonisjs/i18n'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { formatsFor } from '#shared/presentation/formats'
import { letterText, LETTER_LANGUAGES, ownTexts, type OwnTexts } from '#service_contracts/queries/letters/letter_texts'
import type { LetterContent, LetterKind } from '#service_contracts/rules/renewal/letter'


type Row = Record<string, any>

/** Whom a letter goes to, and how they read figures and days. */
export interface LetterReader {
  locale: string
  name: string
  email: string | null
  address: string[]
  i18n: I18n
  formats: ReturnType<typeof formatsFor>
  /** Texts that were written in the place of the built-in ones. */
  texts: OwnTexts
}

/** The customer of a contract as the reader of a letter: in the language of the company, else in that of the house. */
export async function letterReader(contract: Row, client: QueryClientContract): Promise<LetterReader> {
  const company = await client.from('companies').where('id', contract.company_id).firstOrFail()
  const contact = company.email ? null : await client.from('contacts').where('company_id', company.id).whereNotNull('email').orderBy('id').first()
  const asked = String(company.language ?? '').toLowerCase()
  const locale = (LETTER_LANGUAGES as readonly string[]).includes(asked) ? asked : i18nManager.defaultLocale
  const address = [company.name, [company.city, company.country].filter(Boolean).join(', ')].filter(Boolean)
  return { locale, name: company.name, email: company.email ?? contact?.email ?? null, address, i18n: i18nManager.locale(locale), formats: formatsFor({ locale, timeZone: 'UTC' }), texts: await ownTexts(locale, client) }
}

/** The frame that every letter has, whatever it tells. */
export function letterFrame(contract: Row, reader: LetterReader, kind: LetterKind, on: string): Omit<LetterContent, 'paragraphs' | 'table' | 'notes'> {
  const { i18n, formats, address, locale } = reader
  const words = (key: string) => i18n.t(`renewal.letters.text.${key}`)
  return {
    title: letterText(reader, kind, 'title', { contract: contract.number }),
    language: locale,
    address,
    facts: [
      { label: words('contract'), value: [contract.number, contract.title].filter(Boolean).join(' · ') },
      { label: words('customer'), value: reader.name },
      { label: words('date'), value: formats.day(on) },
    ],
    greeting: letterText(reader, kind, 'greeting', { contract: contract.number }),
    closing: letterText(reader, kind, 'closing', { contract: contract.number }),
  }
}
