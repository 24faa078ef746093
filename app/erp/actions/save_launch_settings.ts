import { within } from '#shared/database/transaction'
import type { Actor } from '#shared/actor'
import RecordAudit from '#identity/actions/record_audit'
import LaunchSettingRefused from '#erp/errors/launch_setting_refused'
import { forgetFrameOrigins } from '#erp/queries/trusted_frames'
import LaunchSettings from '#erp/models/launch_settings'
import { frameOrigins } from '#erp/rules/frame_origins'

export interface TypedLaunchSettings {
  issuer: string
  origins: string
  provisions: boolean
  /** Through whom people sign in who follow a link without a ticket. */
  providerId: number | null
}

/** Says whose tickets a connection takes and which pages may show ours in a frame. */
export default class SaveLaunchSettings {
  /** @throws {LaunchSettingRefused} */
  async handle(connectionId: number, { issuer, origins: typed, provisions, providerId }: TypedLaunchSettings, actor: Actor) {
    const origins = frameOrigins(typed)
    if (origins === null) throw new LaunchSettingRefused('origins', 'origins')

    await within(undefined, async (trx) => {
      const settings = await LaunchSettings.firstOrNew({ connectionId }, {}, { client: trx })
      await settings.merge({ issuer, origins, provisions }).save()
      await trx.from('launch_providers').where('connection_id', connectionId).delete()
      if (providerId) await trx.table('launch_providers').insert({ connection_id: connectionId, provider_id: providerId })
      const entry = { kind: 'launch.settings_saved', userId: actor.id, subjectType: 'erp_connection', subjectId: connectionId }
      await new RecordAudit().handle({ ...entry, details: { issuer, origins, provisions, provider: providerId } }, trx)
    })
    forgetFrameOrigins()
  }
}
