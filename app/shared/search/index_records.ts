import { now, sqlInstant } from '#shared/clock'
import { chunks, insertMany } from '#shared/database/bulk'
import type { Trx } from '#shared/database/transaction'
import { recordType } from '#shared/records/registry'
import type { Row } from '#shared/records/record_type'
import { searchTexts } from '#shared/records/rows'
import { addTokens, writeTokens } from '#shared/search/write_tokens'

/** Whoever writes more at once leaves their words for later: they are most of what there is to write. */
const AT_ONCE = 200
const IN_A_NOTE = 1000

export interface WrittenIds {
  created: number[]
  changed: number[]
}

/**
 * Lets the search find records under what they say now: a few at once, many soon after. What is
 * left for later is noted in the transaction that wrote the records, so that none is forgotten.
 */
export async function indexRecords(kind: string, { created, changed }: WrittenIds, trx: Trx): Promise<void> {
  const ids = [...created, ...changed]
  if (ids.length > AT_ONCE) return note(kind, ids, trx)

  await addTokens(kind, await searchables(kind, created, trx), trx)
  await writeTokens(kind, await searchables(kind, changed, trx), trx)
}

/** What records say now; they stay locked, so that nobody changes them before their words are written. */
export async function searchables(kind: string, ids: readonly number[], trx: Trx) {
  if (ids.length === 0) return []
  const type = recordType(kind)
  const rows: Row[] = await trx.from(type.table).whereIn('id', [...ids]).forUpdate()
  return rows.map((row) => ({ id: Number(row.id), texts: searchTexts(type, row) }))
}

async function note(kind: string, ids: number[], trx: Trx): Promise<void> {
  const notedAt = sqlInstant(now())
  const rows = [...chunks(ids, IN_A_NOTE)].map((some) => ({ kind, records: some.length, record_ids: JSON.stringify(some), noted_at: notedAt }))
  await insertMany(trx, 'search_backlog', rows)
}
