import { createHash } from 'node:crypto'
import type { DateTime } from 'luxon'
import { sqlInstant } from '#shared/clock'
import { isDuplicate } from '#shared/database/violations'
import { within } from '#shared/database/transaction'
import LaunchRefused from '#erp/errors/launch_refused'
import type ErpConnection from '#erp/models/erp_connection'
import LaunchKey from '#erp/models/launch_key'
import LaunchSettings from '#erp/models/launch_settings'
import { claimedKeyOf, JwsRefused, verifiedPayload } from '#erp/rules/compact_jws'
import { launchTicket, TicketUnfit, type LaunchTicket } from '#erp/rules/launch_ticket'

export interface SpentTicket {
  ticket: LaunchTicket
  connection: ErpConnection
  settings: LaunchSettings
}

/**
 * Reads a ticket of the ERP and spends it: whatever comes of it afterwards, it opens
 * nothing a second time.
 */
export default class SpendTicket {
  /** @throws {LaunchRefused} */
  async handle(token: string, audience: string, at: DateTime): Promise<SpentTicket> {
    const key = await this.keyOf(token, at)
    const { connection } = key
    const known = { connectionId: connection.id, connection: connection.name }
    const settings = await LaunchSettings.find(connection.id)
    if (!connection.isActive || !settings) throw new LaunchRefused('switched_off', known)

    const ticket = sorted(known, () => {
      const claims = verifiedPayload(token, (kid) => (kid === key.kid ? key : undefined))
      const { id: connectionId, name: connectionName } = connection
      return launchTicket(claims, { issuer: settings.issuer, audience, connectionId, connectionName, at: Math.floor(at.toSeconds()) })
    })
    await this.spend(key, ticket, known, at)

    return { ticket, connection, settings }
  }

  private async keyOf(token: string, at: DateTime): Promise<LaunchKey> {
    const kid = sorted({}, () => claimedKeyOf(token))
    const key = await LaunchKey.query().where('kid', kid).preload('connection').first()
    if (!key) throw new LaunchRefused('key_unknown')
    if (!key.isGoodAt(at)) throw new LaunchRefused('key_ended', { connectionId: key.connectionId, connection: key.connection.name })

    return key
  }

  private async spend(key: LaunchKey, { id, erpUser }: LaunchTicket, known: object, at: DateTime): Promise<void> {
    const hash = createHash('sha256').update(`${key.connectionId}\n${id}`).digest('hex')
    try {
      await within(undefined, async (trx) => {
        await trx.table('spent_tickets').insert({ ticket_hash: hash, spent_at: sqlInstant(at) })
        await trx.from('launch_keys').where('id', key.id).update({ last_used_at: sqlInstant(at) })
      })
    } catch (error) {
      if (isDuplicate(error)) throw new LaunchRefused('replayed', { ...known, erpUser })
      throw error
    }
  }
}

/** Names the fault of the pure rules as a refusal of the launch. */
function sorted<T>(known: object, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof JwsRefused || error instanceof TicketUnfit) throw new LaunchRefused(error.fault, known)
    throw error
  }
}
