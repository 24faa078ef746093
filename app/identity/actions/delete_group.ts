import type { Actor } from '#shared/actor'
import { within } from '#shared/database/transaction'
import RecordAudit from '#identity/actions/record_audit'
import Group from '#identity/models/group'

/** Removes a group; the people in it stay. */
export default class DeleteGroup {
  async handle(groupId: number, actor: Actor): Promise<void> {
    await within(undefined, async (trx) => {
      const group = await Group.findOrFail(groupId, { client: trx })
      await group.delete()
      const entry = { kind: 'group.deleted', userId: actor.id, subjectType: 'group', subjectId: groupId }
      await new RecordAudit().handle({ ...entry, details: { name: group.name } }, trx)
    })
  }
}
