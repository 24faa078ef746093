import db from '@adonisjs/lucid/services/db'

export interface KeptDocument {
  kind: string
  title: string
  isLocked: boolean
  /** Newest first. */
  versions: { id: number; version: number; fileName: string; byteSize: number; by: string | null; at: string }[]
}

/** The documents kept with a record, by kind and title, each with its versions. */
export async function attachmentsOf(recordType: string, recordId: number): Promise<KeptDocument[]> {
  const rows = await db
    .from('attachments')
    .where({ record_type: recordType, record_id: recordId })
    .whereNull('removed_at')
    .orderBy('kind')
    .orderBy('title')
    .orderBy('version', 'desc')

  const documents: KeptDocument[] = []
  for (const row of rows) {
    let document = documents.at(-1)
    if (document?.kind !== row.kind || document?.title !== row.title) {
      document = { kind: row.kind, title: row.title, isLocked: false, versions: [] }
      documents.push(document)
    }
    document!.isLocked ||= Boolean(row.locked_at)
    document!.versions.push({ id: row.id, version: row.version, fileName: row.file_name, byteSize: row.byte_size, by: row.uploaded_by_name, at: row.created_at })
  }
  return documents
}
