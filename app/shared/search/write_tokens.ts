import { chunks, insertMany } from '#shared/database/bulk'
import { tokensOf } from '#shared/search/rules/tokens'
import type { Trx } from '#shared/database/transaction'

export interface Searchable {
  id: number
  texts: (string | null | undefined)[]
}

/** Rewrites the search tokens of records in the transaction that wrote them. */
export async function writeTokens(kind: string, records: readonly Searchable[], trx: Trx): Promise<void> {
  for (const part of chunks(records, 500)) {
    await trx.from('search_tokens').where('kind', kind).whereIn('record_id', part.map(({ id }) => id)).delete()
  }
  await addTokens(kind, records, trx)
}

/** Writes the tokens of records that had none, such as those created this instant. */
export async function addTokens(kind: string, records: readonly Searchable[], trx: Trx): Promise<void> {
  const rows = records.flatMap(({ id, texts }) => tokensOf(texts).map((term) => ({ kind, term, record_id: id })))
  await insertMany(trx, 'search_tokens', rows)
}

export async function removeTokens(kind: string, id: number, trx: Trx): Promise<void> {
  await trx.from('search_tokens').where({ kind, record_id: id }).delete()
}
