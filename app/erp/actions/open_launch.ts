import { DateTime } from 'luxon'
import RecordAudit from '#identity/actions/record_audit'
import type User from '#identity/models/user'
import BringInRecord, { mirroredId } from '#erp/actions/bring_in_record'
import FindLaunchedPerson from '#erp/actions/find_launched_person'
import SpendTicket, { type SpentTicket } from '#erp/actions/spend_ticket'
import { ErpError } from '#erp/errors/erp_error'
import LaunchRefused from '#erp/errors/launch_refused'
import { launchPath } from '#erp/queries/launch_path'

export interface Launch {
  user: User
  path: string
  connectionId: number
  /** The record's screen in the ERP, or null. */
  link: string | null
}

export interface LaunchRequest {
  token: string
  /** Our own address, which the ticket must name. */
  audience: string
  ip: string
  at?: DateTime
}

/** Turns a ticket of the ERP into a person and the screen they asked for; every refusal is written down. */
export default class OpenLaunch {
  /** @throws {LaunchRefused} */
  async handle({ token, audience, ip, at = DateTime.utc() }: LaunchRequest): Promise<Launch> {
    try {
      const spent = await new SpendTicket().handle(token, audience, at)
      const user = await new FindLaunchedPerson().handle(spent, at)
      const path = await this.pathOf(spent, user)
      const { connection, ticket } = spent
      const details = { connection: connection.name, erp_user: ticket.erpUser, path }
      await new RecordAudit().handle({ kind: 'launch.ok', userId: user.id, ip, details })

      return { user, path, connectionId: connection.id, link: await this.linkOf(spent) }
    } catch (error) {
      if (error instanceof LaunchRefused) await this.record(error, ip)
      throw error
    }
  }

  private async pathOf({ connection, ticket }: SpentTicket, user: User): Promise<string> {
    const { target } = ticket
    if (target === null) return '/'
    const known = { connectionId: connection.id, connection: connection.name, erpUser: ticket.erpUser, userId: user.id }
    const id = (await mirroredId(connection.id, target.entity, target.key)) ?? (await this.bringIn({ connection, ticket }, known))
    if (id === null) throw new LaunchRefused('record_unknown', { ...known, entity: target.entity, record: target.key })

    return launchPath(target, id)
  }

  private async bringIn({ connection, ticket }: Pick<SpentTicket, 'connection' | 'ticket'>, known: object): Promise<number | null> {
    const { entity, key } = ticket.target!
    try {
      return await new BringInRecord().handle(connection, entity, key)
    } catch (error) {
      if (error instanceof ErpError) throw new LaunchRefused('erp_silent', { ...known, entity, record: key })
      throw error
    }
  }

  private async linkOf({ connection, ticket }: SpentTicket): Promise<string | null> {
    if (ticket.target === null) return null
    const connector = connection.connector()
    const link = connector.linkTo(ticket.target.entity, ticket.target.key)
    await connector.close().catch(() => {})

    return link !== null && /^(https?:\/\/|\/(?!\/))/.test(link) ? link : null
  }

  private async record({ fault, known }: LaunchRefused, ip: string): Promise<void> {
    const { connectionId, connection, erpUser, userId, entity, record } = known
    const named = Object.entries({ fault, connection, erp_user: erpUser, entity, record })
    const details = Object.fromEntries(named.filter(([, value]) => value !== undefined))
    const subject = connectionId ? { subjectType: 'erp_connection', subjectId: connectionId } : {}
    await new RecordAudit().handle({ kind: 'launch.refused', userId, ip, details, ...subject })
  }
}
