import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { allRecordTypes } from '#shared/records/registry'
import { onlyReachable } from '#shared/records/queries/visibility'
import { labelKey, titleOf, type RecordType, type Row } from '#shared/records/record_type'
import { waitingRecords } from '#shared/search/queries/waiting_records'
import { matchingIds } from '#shared/search/token_query'
import { folded, searchWords } from '#shared/search/rules/tokens'

export interface SearchGroup {
  kind: string
  icon: string
  labelKey: string
  items: { id: number; title: string; subtitle: string | null; href: string }[]
}

/** Candidates read per kind before the best are chosen; a common word never costs more. */
const CANDIDATES = 40

/** Records of every kind the person may see that carry all words of `text`, best first. */
export async function search(actor: Actor, text: string, limitPerKind = 7): Promise<SearchGroup[]> {
  if (searchWords(text).length === 0) return []
  const types = searchedTypes(actor)
  const found = await Promise.all(types.map((type) => candidates(type, actor, text)))
  return types.flatMap((type, at) => (found[at].length === 0 ? [] : [groupOf(type, found[at], text, limitPerKind)]))
}

function groupOf(type: RecordType, rows: Row[], text: string, limit: number): SearchGroup {
  const best = rows.map((row) => ({ row, rank: rank(type, row, text) })).sort((a, b) => a.rank - b.rank)
  return {
    kind: type.name,
    icon: type.icon,
    labelKey: labelKey(type, 'many'),
    items: best.slice(0, limit).map(({ row }) => ({
      id: row.id,
      title: titleOf(type, row),
      subtitle: type.subtitle ? (row[type.subtitle] as string | null) : null,
      href: `${type.path}/${row.id}`,
    })),
  }
}

/** How many records that the person might look for cannot be found yet under what they say now. */
export function waitingFor(actor: Actor): Promise<number> {
  return waitingRecords(searchedTypes(actor).map((type) => type.name))
}

function searchedTypes(actor: Actor): RecordType[] {
  return allRecordTypes().filter((type) => type.fields.some((field) => field.search) && actor.may(type.name, 'view'))
}

async function candidates(type: RecordType, actor: Actor, text: string): Promise<Row[]> {
  const found = await matchingIds(type.name, text).limit(CANDIDATES)
  const ids = [...new Set(found.map((row) => Number(row.record_id)))]
  if (ids.length === 0) return []

  const query = db.from(type.table).select('*').whereIn('id', ids)
  onlyReachable(query, type, actor, 'view')
  return query
}

/** 0 when a title is exactly what was typed, 1 when it begins so, 2 when a word of it does, 3 else. */
function rank(type: RecordType, row: Row, text: string): number {
  const [typed, title] = [folded(text.trim()), folded(titleOf(type, row))]
  const subtitle = type.subtitle ? folded(String(row[type.subtitle] ?? '')) : ''
  if (title === typed || subtitle === typed) return 0
  if (title.startsWith(typed) || subtitle.startsWith(typed)) return 1
  return title.includes(` ${typed}`) ? 2 : 3
}
