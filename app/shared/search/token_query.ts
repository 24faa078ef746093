import db from '@adonisjs/lucid/services/db'
import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import { searchWords } from '#shared/search/rules/tokens'

/**
 * Ids of the records of a kind in which every word of `text` begins some token. Each word
 * is one range of the index (kind, term, record_id).
 */
export function matchingIds(kind: string, text: string): DatabaseQueryBuilderContract {
  const [first = '', ...others] = searchWords(text)
  const query = beginning(db.from('search_tokens').select('record_id'), kind, first)

  for (const word of others) {
    query.whereIn('record_id', beginning(db.from('search_tokens').select('record_id'), kind, word))
  }
  return query
}

/** `term >= word and term < word + 1` is a range both databases read from the index. */
function beginning(query: DatabaseQueryBuilderContract, kind: string, word: string): DatabaseQueryBuilderContract {
  return query.where('kind', kind).where('term', '>=', word).where('term', '<', `${word}\uffff`)
}
