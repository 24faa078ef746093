import type { I18n } from '@adonisjs/i18n'
import i18nManager from '@adonisjs/i18n/services/main'
import { DomainError } from '#shared/errors/domain_error'
import { Forbidden } from '#shared/errors/forbidden'
import { plainName, type Target } from '#shared/records/imports/rules/import_mapping'
import { choiceKey, fieldKey, writableFields, type Field, type RecordType } from '#shared/records/record_type'

const YES_AND_NO: [string, boolean][] = [
  ...['1', 'true', 'x', 'yes', 'y', 'si', 'sí', 's', 'da', 'd'].map((word): [string, boolean] => [word, true]),
  ...['0', 'false', 'no', 'n', 'nu'].map((word): [string, boolean] => [word, false]),
]

const languages = () => i18nManager.supportedLocales().map((locale) => i18nManager.locale(locale))

/** The values of a choice or a boolean by every name they have in any language. */
export function wordsOf(type: RecordType, field: Field): Map<string, unknown> {
  if (field.kind === 'boolean') return new Map(YES_AND_NO.map(([word, value]) => [plainName(word), value]))
  const values = Object.keys(field.choices ?? {})
  const named = values.flatMap((value) => languages().map((i18n): [string, string] => [plainName(i18n.t(choiceKey(type, field.name, value))), value]))
  return new Map([...named, ...values.map((value): [string, string] => [plainName(value), value])])
}

/** The fields a column can fill, with their names in the person's language first and then in every other. */
export function importTargets(type: RecordType, i18n: I18n): Target[] {
  const fields = [...writableFields(type), ...matchFields(type)]
  const targets = [...new Set(fields.map(({ name }) => name))].map((name) => ({
    field: name,
    names: [i18n, ...languages()].map((language) => language.t(fieldKey(type, name))).concat(name, name.replace(/_(id|on|at|cents)$/, '')),
  }))
  return [{ field: 'id', names: ['id'] }, ...targets]
}

/** Fields by which a row may find its record: unique ones, numbers and what people search by, also where only the house writes them. */
export function matchFields(type: RecordType): Field[] {
  const isKey = (field: Field) => field.unique || field.kind === 'email' || (field.search && ['text', 'phone'].includes(field.kind))
  return type.fields.filter((field) => !field.hidden && isKey(field))
}

/** What refused a row, as a sentence; null for a failure that is a bug of ours or a database that is away. */
export function refusalSentence(error: unknown, i18n: I18n): string | null {
  if (error instanceof DomainError) return i18n.t(error.key, error.values, error.message)
  if (error instanceof Forbidden) return i18n.t('imports.problems.forbidden', { needed: error.needed })
  const { code = '', name = '', messages } = error as { code?: string; name?: string; messages?: { message: string }[] }
  if (code === 'E_ROW_NOT_FOUND') return i18n.t('imports.problems.gone')
  if (code === 'E_VALIDATION_ERROR' && messages) return messages.map(({ message }) => message).join(' ')
  const refusedValue = /^(ER_(DUP_ENTRY|DATA_TOO_LONG|TRUNCATED|WARN_DATA|BAD_NULL|NO_REFERENCED|NO_DEFAULT|CONSTRAINT|CHECK)|SQLITE_CONSTRAINT)/
  return refusedValue.test(code) || name === 'RangeError' ? i18n.t('imports.problems.database') : null
}
