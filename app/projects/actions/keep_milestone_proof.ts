import type { MultipartFile } from '@adonisjs/core/bodyparser'
import type { Actor } from '#shared/actor'
import KeepAttachment from '#shared/attachments/actions/keep_attachment'
import AttachmentRefused from '#shared/attachments/errors/attachment_refused'
import type { Trx } from '#shared/database/transaction'

/** Keeps what proves that a milestone was reached, such as a signed acceptance, among its documents. */
export default class KeepMilestoneProof {
  async handle(milestoneId: number, file: MultipartFile, actor: Actor, trx?: Trx): Promise<void> {
    if (!file.tmpPath) throw new AttachmentRefused('empty')
    const upload = { path: file.tmpPath, sentName: file.clientName }
    await new KeepAttachment().handle({ recordType: 'project_milestone', recordId: milestoneId, kind: 'proof', title: '', ...upload }, actor, trx)
  }
}
