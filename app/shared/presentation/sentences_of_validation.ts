import type { I18n } from '@adonisjs/i18n'
import type { FieldContext, MessagesProviderContact } from '@vinejs/vine/types'

/**
 * Says in the reader's language what is wrong with a field, and calls the field by the name
 * the form gives it. Names come from `validation.fields`, then from `<domain>.….fields` of the
 * domain in the address, then from any other domain.
 */
export class SentencesOfValidation implements MessagesProviderContact {
  constructor(
    private i18n: I18n,
    private domain: string
  ) {}

  getMessage(raw: string, rule: string, field: FieldContext, meta?: Record<string, unknown>): string {
    const name = String(field.name)
    const sentence = this.i18n.resolveIdentifier(`validation.messages.${rule}`)?.message
    if (!sentence) return this.i18n.t('validation.messages.other', { field: this.nameOf(name), reason: raw })

    const values: Record<string, unknown> = { ...meta, field: this.nameOf(name) }
    if (typeof meta?.otherField === 'string') values.otherField = this.nameOf(meta.otherField)
    if (Array.isArray(meta?.choices)) values.choices = meta.choices.join(', ')
    return this.i18n.formatRawMessage(sentence, values)
  }

  private nameOf(field: string): string {
    const common = this.i18n.resolveIdentifier(`validation.fields.${field}`)?.message
    return common ?? this.nameInDomains(field) ?? field.replaceAll('_', ' ')
  }

  private nameInDomains(field: string): string | undefined {
    const ending = `.fields.${field}`
    const keys = Object.keys(this.i18n.localeTranslations).filter((key) => key.endsWith(ending))
    const key = keys.find((one) => one.startsWith(`${this.domain}.`)) ?? keys[0]
    return key && this.i18n.localeTranslations[key]
  }
}
