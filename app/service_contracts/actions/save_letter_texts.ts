import i18nManager from '@adonisjs/i18n/services/main'
import type { Actor } from '#shared/actor'
import { now, sqlInstant } from '#shared/clock'
import { upsertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import { logChanges } from '#shared/records/change_log'
import { builtInText, type LetterLanguage } from '#service_contracts/queries/letters/letter_texts'
import type { LetterKind } from '#service_contracts/rules/renewal/letter'
import { partsOf } from '#service_contracts/rules/renewal/letter_texts'
import { refuseFaultyTexts, type TypedTexts } from '#service_contracts/errors/letter_text_impossible'

/** Keeps the texts of one kind of letter in one language. One that is empty, or says what is built in, goes back to the built-in words. */
export default class SaveLetterTexts {
  /** @throws {LetterTextImpossible} naming the field and the placeholder that nothing fills */
  async handle(kind: LetterKind, locale: LetterLanguage, typed: TypedTexts, actor: Actor): Promise<void> {
    refuseFaultyTexts(kind, typed)
    const i18n = i18nManager.locale(locale)
    await within(undefined, async (trx) => {
      for (const part of partsOf(kind)) {
        const text = (typed[part] ?? '').replaceAll('\r\n', '\n').trim()
        const before = await trx.from('letter_texts').where({ kind, locale, part }).first()
        const wanted = text === '' || text === builtInText(i18n, kind, part) ? null : text
        if ((before?.text ?? null) === wanted) continue
        await this.write({ kind, locale, part }, wanted, actor, trx)
        const changes: Record<string, [unknown, unknown]> = { [`${kind}.${locale}.${part}`]: [before?.text ?? null, wanted] }
        await logChanges([{ recordType: 'letter_texts', recordId: 1, kind: 'changed', changes }], { source: 'screen', id: actor.id, name: actor.name }, trx)
      }
    })
  }

  private async write(where: { kind: string; locale: string; part: string }, text: string | null, actor: Actor, trx: Trx): Promise<void> {
    if (text === null) return void (await trx.from('letter_texts').where(where).delete())
    const row = { ...where, text, user_id: actor.id, user_name: actor.name, updated_at: sqlInstant(now()) }
    await upsertMany(trx, 'letter_texts', [row], ['kind', 'locale', 'part'], ['text', 'user_id', 'user_name', 'updated_at'])
  }
}
