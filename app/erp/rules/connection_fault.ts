import type { ConnectorSetting } from '#erp/connector_kinds'

export type ConnectionFault = 'unreachable' | 'not_admitted' | 'wrong_database' | 'wrong_pool' | 'not_an_erp' | 'refused' | 'wrong_folder' | 'not_trusted'

/**
 * What a failed test says about the settings, and the name of the setting to look at, when
 * the kind of ERP has one.
 *
 * @param kind family of the error that the connector threw
 */
export function connectionFault(
  kind: string,
  message: string,
  settings: Pick<ConnectorSetting, 'name' | 'kind'>[]
): { fault: ConnectionFault; setting: string | null } {
  const first = (...kinds: string[]) => settings.find((one) => kinds.includes(one.kind) || kinds.includes(one.name))?.name ?? null

  if (/\bfolder\b/i.test(message) && first('folder')) return { fault: 'wrong_folder', setting: 'folder' }
  if (/as fingerprint/.test(message)) return { fault: 'not_trusted', setting: first('hostKey', 'fingerprint') }
  if (/database/i.test(message) && first('database')) return { fault: 'wrong_database', setting: 'database' }
  if (kind === 'access_denied') return { fault: 'not_admitted', setting: first('password') }
  if (/\bpool\b/i.test(message) && first('poolAlias')) return { fault: 'wrong_pool', setting: 'poolAlias' }
  if (/time zone/.test(message) && first('timeZone')) return { fault: 'refused', setting: 'timeZone' }
  if (/refuses to answer/.test(message)) return { fault: 'refused', setting: null }
  if (kind === 'unavailable' || kind === 'outcome_unknown') return { fault: 'unreachable', setting: first('url', 'host') }
  if (kind === 'gibberish') return { fault: 'not_an_erp', setting: first('url', 'host') }

  return { fault: 'refused', setting: null }
}
