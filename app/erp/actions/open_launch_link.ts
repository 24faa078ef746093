import type { Actor } from '#shared/actor'
import RecordAudit from '#identity/actions/record_audit'
import FindLaunchTarget from '#erp/actions/find_launch_target'
import { recordRefusedLaunch, type Launch } from '#erp/actions/open_launch'
import LaunchRefused from '#erp/errors/launch_refused'
import ErpConnection from '#erp/models/erp_connection'
import type { LaunchTarget } from '#erp/rules/launch_ticket'

/** Opens the screen that a plain link of the ERP names, for somebody who is signed in already. */
export default class OpenLaunchLink {
  private targets = new FindLaunchTarget()

  /** @throws {LaunchRefused} */
  async handle(connectionId: number, target: LaunchTarget | null, actor: Actor, ip: string): Promise<Omit<Launch, 'user'>> {
    try {
      const connection = await ErpConnection.query().where({ id: connectionId, isActive: true }).first()
      if (!connection) throw new LaunchRefused('switched_off', { userId: actor.id })
      const known = { connectionId, connection: connection.name, userId: actor.id }
      const path = await this.targets.handle(connection, target, known)
      await new RecordAudit().handle({ kind: 'launch.link', userId: actor.id, ip, details: { connection: connection.name, path } })

      return { path, connectionId, link: await this.targets.link(connection, target) }
    } catch (error) {
      if (error instanceof LaunchRefused) await recordRefusedLaunch(error, ip)
      throw error
    }
  }
}
