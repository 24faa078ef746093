import db from '@adonisjs/lucid/services/db'
import type { I18n } from '@adonisjs/i18n'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { LetterKind } from '#service_contracts/rules/renewal/letter'
import { builtInKey, filledText, partsOf, placeholdersOf, type LetterPart } from '#service_contracts/rules/renewal/letter_texts'

export const LETTER_LANGUAGES = ['en', 'es', 'ro'] as const
export type LetterLanguage = (typeof LETTER_LANGUAGES)[number]

/** Texts of a language that somebody wrote in the place of the built-in ones, by kind and part. */
export type OwnTexts = ReadonlyMap<string, string>

export async function ownTexts(locale: string, client: QueryClientContract = db.connection()): Promise<OwnTexts> {
  const rows = await client.from('letter_texts').where('locale', locale).select('kind', 'part', 'text')
  return new Map(rows.map(({ kind, part, text }) => [`${kind}.${part}`, text]))
}

/** A piece of a letter: as somebody wrote it for this language, else as it is built in. */
export function letterText({ i18n, texts, name }: { i18n: I18n; texts: OwnTexts; name: string }, kind: LetterKind, part: LetterPart, values: Record<string, string>): string {
  const own = texts.get(`${kind}.${part}`)
  const known = { customer: name, ...values }
  return own === undefined ? i18n.t(`renewal.letters.text.${builtInKey(kind, part)}`, known) : filledText(own, known)
}

export interface EditableText {
  part: LetterPart
  text: string
  builtIn: string
  isOwn: boolean
  placeholders: string[]
  by: string | null
}

/** The pieces of one kind of letter in one language as an administrator edits them. */
export async function editableTexts(kind: LetterKind, locale: LetterLanguage, i18n: I18n, client: QueryClientContract = db.connection()): Promise<EditableText[]> {
  const rows = await client.from('letter_texts').where({ kind, locale })
  return partsOf(kind).map((part) => {
    const own = rows.find((row) => row.part === part)
    const builtIn = builtInText(i18n, kind, part)
    return { part, text: own?.text ?? builtIn, builtIn, isOwn: Boolean(own), placeholders: placeholdersOf(kind, part).map((name) => `{${name}}`), by: own?.user_name ?? null }
  })
}

/** How many pieces of each letter were written anew, by kind and language. */
export async function countOwnTexts(): Promise<Map<string, number>> {
  const rows = await db.from('letter_texts').groupBy('kind', 'locale').select('kind', 'locale').count('* as n')
  return new Map(rows.map(({ kind, locale, n }) => [`${kind}.${locale}`, Number(n)]))
}

/** The built-in words with their names still in braces. */
export function builtInText(i18n: I18n, kind: LetterKind, part: LetterPart): string {
  const names = Object.fromEntries(placeholdersOf(kind, part).map((name) => [name, `{${name}}`]))
  return i18n.t(`renewal.letters.text.${builtInKey(kind, part)}`, names)
}
