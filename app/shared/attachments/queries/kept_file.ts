import db from '@adonisjs/lucid/services/db'
import Attachment from '#shared/attachments/models/attachment'

/**
 * A file of this record that was not removed.
 *
 * @throws E_ROW_NOT_FOUND, which people see as a 404
 */
export function keptFile(recordType: string, recordId: number, id: number): Promise<Attachment> {
  return Attachment.query().where({ id: id || 0, recordType, recordId }).whereNull('removed_at').firstOrFail()
}

/** What a kept file holds. */
export async function contentOf({ storedFileId }: Attachment): Promise<Buffer> {
  const { content } = await db.from('stored_files').where('id', storedFileId).select('content').firstOrFail()
  return Buffer.from(content)
}
