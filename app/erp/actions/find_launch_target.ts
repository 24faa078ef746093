import BringInRecord, { mirroredId } from '#erp/actions/bring_in_record'
import { ErpError } from '#erp/errors/erp_error'
import LaunchRefused from '#erp/errors/launch_refused'
import type ErpConnection from '#erp/models/erp_connection'
import { launchPath } from '#erp/queries/launch_path'
import type { LaunchTarget } from '#erp/rules/launch_ticket'

/** Finds the screen of a record of the ERP; one that is not here yet is read at once. */
export default class FindLaunchTarget {
  /** @throws {LaunchRefused} when the ERP does not have it or does not answer; `known` goes into the audit trail */
  async handle(connection: ErpConnection, target: LaunchTarget | null, known: LaunchRefused['known']): Promise<string> {
    if (target === null) return '/'
    const { entity, key } = target
    const id = (await mirroredId(connection.id, entity, key)) ?? (await this.bringIn(connection, target, known))
    if (id === null) throw new LaunchRefused('record_unknown', { ...known, entity, record: key })

    return launchPath(target, id)
  }

  /** The record's screen in the ERP, or null; only web addresses count. */
  async link(connection: ErpConnection, target: Pick<LaunchTarget, 'entity' | 'key'> | null): Promise<string | null> {
    if (target === null) return null
    const connector = connection.connector()
    const link = connector.linkTo(target.entity, target.key)
    await connector.close().catch(() => {})

    return link !== null && /^(https?:\/\/|\/(?!\/))/.test(link) ? link : null
  }

  private async bringIn(connection: ErpConnection, { entity, key }: LaunchTarget, known: LaunchRefused['known']): Promise<number | null> {
    try {
      return await new BringInRecord().handle(connection, entity, key, 'interactive')
    } catch (error) {
      if (error instanceof ErpError) throw new LaunchRefused('erp_silent', { ...known, entity, record: key })
      throw error
    }
  }
}
