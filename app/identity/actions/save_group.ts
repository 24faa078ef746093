import type { Actor } from '#shared/actor'
import { within } from '#shared/database/transaction'
import { isDuplicate } from '#shared/database/violations'
import RecordAudit from '#identity/actions/record_audit'
import NameTaken from '#identity/errors/name_taken'
import Group from '#identity/models/group'

/**
 * Adds a group, or renames one when `groupId` is given.
 *
 * @throws {NameTaken}
 */
export default class SaveGroup {
  async handle(groupId: number | null, name: string, actor: Actor): Promise<Group> {
    try {
      return await within(undefined, async (trx) => {
        const group = groupId === null ? new Group() : await Group.findOrFail(groupId, { client: trx })
        await group.useTransaction(trx).merge({ name }).save()
        const kind = groupId === null ? 'group.created' : 'group.edited'
        const entry = { kind, userId: actor.id, subjectType: 'group', subjectId: group.id, details: { name } }
        await new RecordAudit().handle(entry, trx)
        return group
      })
    } catch (error) {
      throw isDuplicate(error) ? new NameTaken(name) : error
    }
  }
}
