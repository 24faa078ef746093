import { DateTime } from 'luxon'
import RecordAudit from '#identity/actions/record_audit'
import type User from '#identity/models/user'
import FindLaunchTarget from '#erp/actions/find_launch_target'
import FindLaunchedPerson from '#erp/actions/find_launched_person'
import SpendTicket from '#erp/actions/spend_ticket'
import LaunchRefused from '#erp/errors/launch_refused'

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
  private targets = new FindLaunchTarget()

  /** @throws {LaunchRefused} */
  async handle({ token, audience, ip, at = DateTime.utc() }: LaunchRequest): Promise<Launch> {
    try {
      const spent = await new SpendTicket().handle(token, audience, at)
      const user = await new FindLaunchedPerson().handle(spent, at)
      const { connection, ticket } = spent
      const known = { connectionId: connection.id, connection: connection.name, erpUser: ticket.erpUser, userId: user.id }
      const path = await this.targets.handle(connection, ticket.target, known)
      const details = { connection: connection.name, erp_user: ticket.erpUser, path }
      await new RecordAudit().handle({ kind: 'launch.ok', userId: user.id, ip, details })

      return { user, path, connectionId: connection.id, link: await this.targets.link(connection, ticket.target) }
    } catch (error) {
      if (error instanceof LaunchRefused) await recordRefusedLaunch(error, ip)
      throw error
    }
  }
}

/** Writes a refused launch into the audit trail. */
export async function recordRefusedLaunch({ fault, known }: LaunchRefused, ip: string): Promise<void> {
  const { connectionId, connection, erpUser, userId, entity, record } = known
  const named = Object.entries({ fault, connection, erp_user: erpUser, entity, record })
  const details = Object.fromEntries(named.filter(([, value]) => value !== undefined))
  const subject = connectionId ? { subjectType: 'erp_connection', subjectId: connectionId } : {}
  await new RecordAudit().handle({ kind: 'launch.refused', userId, ip, details, ...subject })
}
