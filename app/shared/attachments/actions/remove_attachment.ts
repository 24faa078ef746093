import type { Actor } from '#shared/actor'
import { authorOf } from '#shared/attachments/author'
import AttachmentLocked from '#shared/attachments/errors/attachment_locked'
import Attachment from '#shared/attachments/models/attachment'
import { now } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { logChanges } from '#shared/records/change_log'

/**
 * Takes a file off its record; its row and contents stay for the history.
 *
 * @throws {AttachmentLocked} when it is locked
 */
export default class RemoveAttachment {
  async handle(attachment: Attachment, actor: Actor, trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      const kept = await Attachment.query({ client: inner }).where('id', attachment.id).forUpdate().firstOrFail()
      if (kept.lockedAt) throw new AttachmentLocked(kept.title)
      if (kept.removedAt) return

      await kept.merge({ removedAt: now(), removedById: actor.id }).save()
      const changes = { attachment: [`${kept.title} v${kept.version}`, null] as [unknown, unknown] }
      await logChanges([{ recordType: kept.recordType, recordId: kept.recordId, kind: 'changed', changes }], authorOf(actor), inner)
    })
  }
}
