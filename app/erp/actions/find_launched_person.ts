import type { DateTime } from 'luxon'
import { sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import ProvisionUser from '#identity/actions/provision_user'
import EmailTaken from '#identity/errors/email_taken'
import type User from '#identity/models/user'
import type { SpentTicket } from '#erp/actions/spend_ticket'
import LaunchRefused from '#erp/errors/launch_refused'
import LaunchUser from '#erp/models/launch_user'

/** Finds who the ERP's user is here, or adds them where the connection does so. */
export default class FindLaunchedPerson {
  /** @throws {LaunchRefused} */
  async handle(spent: SpentTicket, at: DateTime): Promise<User> {
    const { connection, ticket } = spent
    const known = { connectionId: connection.id, connection: connection.name, erpUser: ticket.erpUser }

    return within(undefined, async (trx) => {
      const mapping = { connectionId: connection.id, erpUser: ticket.erpUser }
      const found = await LaunchUser.query({ client: trx }).where(mapping).preload('user').first()
      const user = found?.user ?? (await this.provision(spent, known, trx))
      if (!user.isActive) throw new LaunchRefused('user_inactive', { ...known, userId: user.id })

      const rows = trx.from('launch_users').where({ connection_id: connection.id, erp_user: ticket.erpUser })
      await rows.update({ last_launch_at: sqlInstant(at) })
      return user
    })
  }

  private async provision({ connection, settings, ticket }: SpentTicket, known: object, trx: Trx): Promise<User> {
    const { email, name, erpUser } = ticket
    if (!settings.provisions || !email || !/^[^\s@]+@[^\s@]+$/.test(email)) throw new LaunchRefused('user_unknown', known)

    try {
      const person = { email, fullName: name ?? erpUser, timeZone: connection.timeZone, from: connection.name }
      const user = await new ProvisionUser().handle(person, trx)
      await LaunchUser.create({ connectionId: connection.id, erpUser, userId: user.id }, { client: trx })
      return user
    } catch (error) {
      if (error instanceof EmailTaken) throw new LaunchRefused('email_taken', known)
      throw error
    }
  }
}
