import type { Actor } from '#shared/actor'
import { historyOf, type LoggedChange } from '#shared/records/change_log'
import { referencedRows, type Reference } from '#shared/records/queries/referenced_rows'
import type { RecordType, Row } from '#shared/records/record_type'

export interface RecordHistory {
  entries: LoggedChange[]
  /** What reference fields pointed at before and after: field name → id → title. */
  references: Record<string, Record<number, Reference>>
}

/** The newest changes of a record, with the titles of what its references named. */
export async function recordHistory(type: RecordType, id: number, actor: Actor, limit: number): Promise<RecordHistory> {
  const entries = await historyOf(type.name, id, limit)
  return { entries, references: await referencedRows(type.fields, entries.flatMap(bothSides), actor) }
}

function bothSides({ changes }: LoggedChange): Row[] {
  const side = (n: 0 | 1) => Object.fromEntries(Object.entries(changes).map(([name, pair]) => [name, pair[n]]))
  return [side(0), side(1)] as Row[]
}
