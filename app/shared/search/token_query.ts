import db from '@adonisjs/lucid/services/db'
import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import { searchWords } from '#shared/search/rules/tokens'

type Query = DatabaseQueryBuilderContract

/** A list looks through as many matches; whoever meets more has typed too little. */
const MOST = 5_000

/**
 * Ids of the records of a kind in which every word of `text` begins some token. Each word
 * is one range of the index (kind, term, record_id).
 */
export function matchingIds(kind: string, text: string): Query {
  const [first = '', ...others] = searchWords(text)
  const query = beginning(tokens(), kind, first)

  for (const word of others) query.whereIn('record_id', beginning(tokens(), kind, word))
  return query
}

/** The first 5,000 matches, and whether there are more: a common word costs a list no more than a rare one. */
export async function firstMatches(kind: string, text: string): Promise<{ ids: number[]; isCapped: boolean }> {
  const found = await matchingIds(kind, text).limit(MOST + 1)
  return { ids: [...new Set(found.slice(0, MOST).map((row) => Number(row.record_id)))], isCapped: found.length > MOST }
}

function tokens(): Query {
  return db.from('search_tokens').select('record_id')
}

/** `term >= word and term < word + 1` is a range both databases read from the index. */
function beginning(query: Query, kind: string, word: string): Query {
  return query.where('kind', kind).where('term', '>=', word).where('term', '<', `${word}\uffff`)
}
