import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import type { Actor } from '#shared/actor'
import AttachmentLocked from '#shared/attachments/errors/attachment_locked'
import AttachmentRefused from '#shared/attachments/errors/attachment_refused'
import { mediaTypeOf } from '#shared/attachments/media_type'
import Attachment from '#shared/attachments/models/attachment'
import { ACCEPTED, keptName, LARGEST_FILE } from '#shared/attachments/rules/accepted_file'
import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { isDuplicate } from '#shared/database/violations'
import { authorOf } from '#shared/attachments/author'
import { logChanges } from '#shared/records/change_log'
import { recordType as recordTypeOf } from '#shared/records/registry'
import { findRow } from '#shared/records/rows'

export interface FileToKeep {
  recordType: string
  recordId: number
  kind: string
  /** Empty: the name of the file. */
  title: string
  /** Where the upload lies, and what its sender calls it. */
  path: string
  sentName: string
}

/**
 * Keeps a file with a record. One of the same kind and title becomes its next version.
 *
 * @param actor null for a public form
 * @throws {AttachmentRefused} empty, larger than {@link LARGEST_FILE}, or none of {@link ACCEPTED}
 * @throws {AttachmentLocked} when that document is locked
 */
export default class KeepAttachment {
  async handle(file: FileToKeep, actor: Actor | null, trx?: Trx): Promise<Attachment> {
    const { content, mediaType } = await this.sniffed(file.path)
    const fileName = keptName(file.sentName, mediaType)
    const title = (file.title.trim() || fileName.replace(/\.[^.]*$/, '')).slice(0, 120)
    const { recordType, recordId, kind } = file

    return within(trx, async (inner) => {
      await findRow(recordTypeOf(recordType), recordId, inner) // locked, so that two uploads count their versions one after the other
      const storedFileId = await this.store(content, inner)
      const earlier = await Attachment.query({ client: inner }).where({ recordType, recordId, kind, title }).orderBy('version', 'desc')
      if (earlier.some(({ lockedAt }) => lockedAt)) throw new AttachmentLocked(title)

      const version = (earlier[0]?.version ?? 0) + 1
      const facts = { recordType, recordId, kind, title, version, fileName, mediaType, byteSize: content.length, storedFileId }
      const kept = await Attachment.create({ ...facts, uploadedById: actor?.id ?? null, uploadedByName: actor?.name ?? null }, { client: inner })
      const changes = { attachment: [null, `${title} v${version}`] as [unknown, unknown] }
      await logChanges([{ recordType, recordId, kind: 'changed', changes }], authorOf(actor), inner)
      return kept
    })
  }

  private async sniffed(path: string) {
    const { size } = await stat(path)
    if (size === 0) throw new AttachmentRefused('empty')
    if (size > LARGEST_FILE) throw new AttachmentRefused('too_large')
    const content = await readFile(path)
    const mediaType = await mediaTypeOf(content)
    if (!mediaType || !(mediaType in ACCEPTED)) throw new AttachmentRefused('not_accepted')
    return { content, mediaType }
  }

  private async store(content: Buffer, trx: Trx): Promise<number> {
    const sha256 = createHash('sha256').update(content).digest('hex')
    const same = () => trx.from('stored_files').where('sha256', sha256).select('id')
    const known = await same().first()
    if (known) return Number(known.id)
    try {
      const row = { sha256, byte_size: content.length, content, created_at: sqlInstant(now()) }
      const [id] = await trx.table('stored_files').insert(row)
      return Number(id)
    } catch (error) {
      const other = isDuplicate(error) ? await same().forUpdate().first() : null
      if (!other) throw error
      return Number(other.id)
    }
  }
}
