import vine from '@vinejs/vine'
import { LETTER_LANGUAGES } from '#service_contracts/queries/letters/letter_texts'
import { LETTER_KINDS } from '#service_contracts/rules/renewal/letter'

const text = () => vine.string().trim().maxLength(2000).nullable().optional()

/** Which letter in which language an address means. */
export const letterTextsAddress = vine.create({ kind: vine.enum(LETTER_KINDS), locale: vine.enum(LETTER_LANGUAGES) })

export const letterTextsValidator = vine.create({ title: vine.string().trim().maxLength(160).nullable().optional(), greeting: text(), body: text(), late: text(), prices: text(), closing: text() })
