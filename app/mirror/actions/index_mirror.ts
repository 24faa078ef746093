import type { Trx } from '#shared/database/transaction'
import { indexRecords } from '#shared/search/index_records'
import type { MirroredRow } from '#mirror/actions/mirror_records'

/** Lets the global search find mirrored records under what they say now. */
export default class IndexMirror {
  async handle(typeName: string, changes: MirroredRow[], trx: Trx): Promise<void> {
    const idsOf = (kind: MirroredRow['change']) => changes.filter(({ change }) => change === kind).map(({ id }) => id)
    await indexRecords(typeName, { created: idsOf('created'), changed: idsOf('changed') }, trx)
  }
}
