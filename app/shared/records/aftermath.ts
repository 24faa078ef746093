import type { Trx } from '#shared/database/transaction'
import { differences, logChanges, type Author, type Change } from '#shared/records/change_log'
import type { RecordType, Row } from '#shared/records/record_type'
import { searchTexts } from '#shared/records/rows'
import { addTokens, writeTokens, type Searchable } from '#shared/search/write_tokens'

/** What saves leave to be written: history and search tokens, for one record or for many in a few statements. */
export class Aftermath {
  protected changes: Change[] = []
  protected created: Searchable[] = []
  protected changed: Searchable[] = []

  add(type: RecordType, before: Row | null, row: Row): void {
    const changes = differences(before ?? {}, row)
    if (Object.keys(changes).length === 0) return

    this.changes.push({ recordType: type.name, recordId: row.id, kind: before ? 'changed' : 'created', changes })
    const searchable = { id: row.id, texts: searchTexts(type, row) }
    if (before) this.changed.push(searchable)
    else this.created.push(searchable)
  }

  /** Takes over what another save left, once it is certain that it stays. */
  join(other: Aftermath): void {
    this.changes.push(...other.changes)
    this.created.push(...other.created)
    this.changed.push(...other.changed)
  }

  async write(type: RecordType, author: Author, trx: Trx): Promise<void> {
    await logChanges(this.changes, author, trx)
    await addTokens(type.name, this.created, trx)
    await writeTokens(type.name, this.changed, trx)
  }
}
