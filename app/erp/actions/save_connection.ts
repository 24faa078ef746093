import { now } from '#shared/clock'
import { isDuplicate } from '#shared/database/violations'
import { within } from '#shared/database/transaction'
import TestConnection from '#erp/actions/test_connection'
import { connectorKind } from '#erp/connector_kinds'
import ConnectionRefused from '#erp/errors/connection_refused'
import ErpConnection, { type ConnectionSettings } from '#erp/models/erp_connection'

export type ConnectionFacts = Pick<
  ErpConnection,
  'name' | 'kind' | 'isActive' | 'overlapMinutes' | 'nightlyAt' | 'incrementalMinutes' | 'fullEveryDays'
>

/**
 * Saves a connection once the ERP has answered with its settings. A secret that is left
 * empty keeps its value, unless the address changes: it must not be sent to another host.
 */
export default class SaveConnection {
  /** @throws {ConnectionUnusable | ConnectionRefused} */
  async handle(id: number | null, facts: ConnectionFacts, typed: ConnectionSettings): Promise<ErpConnection> {
    const existing = id === null ? null : await ErpConnection.findOrFail(id)
    const kind = existing?.kind ?? facts.kind
    const settings = this.settings(kind, typed, existing?.settings ?? {})
    const description = await new TestConnection().handle(kind, existing?.mapping ? { ...settings, mapping: existing.mapping } : settings, id)

    try {
      return await within(undefined, async (trx) => {
        const connection = existing ?? new ErpConnection()
        const { timeZone } = description
        const saved = { ...facts, kind, settings, timeZone, description, describedAt: now() }

        return connection.useTransaction(trx).merge(saved).save()
      })
    } catch (error) {
      if (isDuplicate(error)) throw new ConnectionRefused('name_taken', 'name')
      throw error
    }
  }

  private settings(kind: string, typed: ConnectionSettings, before: ConnectionSettings): ConnectionSettings {
    const known = connectorKind(kind).settings
    const isMoved = known.some(({ kind: one, name }) => one === 'url' && name in before && typed[name] !== before[name])

    return Object.fromEntries(
      known.map(({ name, isSecret, fallback }) => {
        const isKept = isSecret && !typed[name] && Boolean(before[name])
        if (isKept && isMoved) throw new ConnectionRefused('secret_needed', `setting_${name}`)

        return [name, isKept ? before[name] : (typed[name] ?? fallback ?? '')]
      })
    )
  }
}
