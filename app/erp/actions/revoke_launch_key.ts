import type { Actor } from '#shared/actor'
import { now } from '#shared/clock'
import { within } from '#shared/database/transaction'
import RecordAudit from '#identity/actions/record_audit'
import LaunchKey from '#erp/models/launch_key'

/** Ends a key at once: tickets signed with it open nothing any more. */
export default class RevokeLaunchKey {
  async handle(connectionId: number, keyId: number, actor: Actor): Promise<LaunchKey> {
    return within(undefined, async (trx) => {
      const key = await LaunchKey.query({ client: trx }).where({ id: keyId, connectionId }).firstOrFail()
      if (key.revokedAt) return key

      await key.merge({ revokedAt: now() }).save()
      const entry = { kind: 'launch_key.revoked', userId: actor.id, subjectType: 'erp_connection', subjectId: connectionId }
      await new RecordAudit().handle({ ...entry, details: { kid: key.kid } }, trx)
      return key
    })
  }
}
