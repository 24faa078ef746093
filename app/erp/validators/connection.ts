import vine from '@vinejs/vine'
import { connectorKind, connectorKinds, type ConnectorSetting } from '#erp/connector_kinds'

const minutes = (most: number) => vine.number().withoutDecimals().range([0, most])

const common = {
  name: vine.string().trim().minLength(2).maxLength(100),
  is_active: vine.boolean().optional(),
  overlap_minutes: minutes(1440),
  nightly_at: vine.string().trim().regex(/^([01]\d|2[0-3]):[0-5]\d$/).optional(),
  incremental_minutes: vine.number().withoutDecimals().range([1, 1440]).optional(),
  full_every_days: vine.number().withoutDecimals().range([1, 365]),
}

export const kindValidator = vine.create({
  kind: vine.string().in(() => connectorKinds().map((known) => known.kind)),
})

/** A connection of one kind; a secret may stay empty when it is kept already. */
export function connectionValidator(kind: string, keepsSecrets: boolean) {
  const settings = connectorKind(kind).settings.map((setting) => [`setting_${setting.name}`, rule(setting, keepsSecrets)])

  return vine.create({ ...common, ...(Object.fromEntries(settings) as Record<string, ReturnType<typeof rule>>) })
}

function rule({ kind, isRequired, isSecret, options }: ConnectorSetting, keepsSecrets: boolean) {
  let text = vine.string().maxLength(kind === 'document' ? 800_000 : 500)
  if (kind === 'url') text = text.trim().url({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  if (kind === 'choice') text = text.in(options ?? []) as unknown as typeof text
  if (kind === 'number') text = text.trim().regex(/^\d{1,9}$/)

  return isRequired && !(isSecret && keepsSecrets) ? text : text.optional()
}
