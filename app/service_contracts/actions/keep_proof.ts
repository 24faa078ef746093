import type { MultipartFile } from '@adonisjs/core/bodyparser'
import type { Actor } from '#shared/actor'
import KeepAttachment from '#shared/attachments/actions/keep_attachment'
import AttachmentRefused from '#shared/attachments/errors/attachment_refused'
import type { Trx } from '#shared/database/transaction'

/** Keeps the proof of a notice among the correspondence of its contract. */
export default class KeepProof {
  async handle(contractId: number, file: MultipartFile, title: string, actor: Actor, trx?: Trx): Promise<void> {
    if (!file.tmpPath) throw new AttachmentRefused('empty')
    const upload = { path: file.tmpPath, sentName: file.clientName }
    await new KeepAttachment().handle({ recordType: 'service_contract', recordId: contractId, kind: 'correspondence', title, ...upload }, actor, trx)
  }
}
