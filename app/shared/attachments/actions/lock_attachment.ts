import Attachment from '#shared/attachments/models/attachment'
import { now } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'

/** Locks a document as it is, such as a signed contract: no other version, no removal. */
export default class LockAttachment {
  async handle(attachment: Attachment, trx?: Trx): Promise<Attachment> {
    return within(trx, async (inner) => {
      const kept = await Attachment.query({ client: inner }).where('id', attachment.id).forUpdate().firstOrFail()
      return kept.lockedAt ? kept : kept.merge({ lockedAt: now() }).save()
    })
  }
}
