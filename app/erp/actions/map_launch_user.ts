import type { Actor } from '#shared/actor'
import { isDuplicate } from '#shared/database/violations'
import { within } from '#shared/database/transaction'
import RecordAudit from '#identity/actions/record_audit'
import LaunchSettingRefused from '#erp/errors/launch_setting_refused'
import LaunchUser from '#erp/models/launch_user'

const subject = (connectionId: number) => ({ subjectType: 'erp_connection', subjectId: connectionId })

/** Says who a user of the ERP is here, or that they are nobody any more. */
export default class MapLaunchUser {
  /** @throws {LaunchSettingRefused} */
  async handle(connectionId: number, erpUser: string, userId: number, actor: Actor): Promise<LaunchUser> {
    try {
      return await within(undefined, async (trx) => {
        const mapping = await LaunchUser.create({ connectionId, erpUser, userId }, { client: trx })
        const entry = { kind: 'launch_user.mapped', userId: actor.id, ...subject(connectionId) }
        await new RecordAudit().handle({ ...entry, details: { erp_user: erpUser, user: userId } }, trx)
        return mapping
      })
    } catch (error) {
      if (isDuplicate(error)) throw new LaunchSettingRefused('user_mapped', 'erp_user')
      throw error
    }
  }

  async remove(connectionId: number, mappingId: number, actor: Actor): Promise<void> {
    await within(undefined, async (trx) => {
      const mapping = await LaunchUser.query({ client: trx }).where({ id: mappingId, connectionId }).firstOrFail()
      const entry = { kind: 'launch_user.unmapped', userId: actor.id, ...subject(connectionId) }
      await new RecordAudit().handle({ ...entry, details: { erp_user: mapping.erpUser, user: mapping.userId } }, trx)
      await mapping.delete()
    })
  }
}
