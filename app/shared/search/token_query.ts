import db from '@adonisjs/lucid/services/db'
import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import { searchWords } from '#shared/search/rules/tokens'

type Query = DatabaseQueryBuilderContract

/** Up to here a list takes the matching ids themselves; beyond, the words are too common for that. */
const FEW = 5_000

/** Which records carry the words of a text: all their ids, or a test for words too common to list them. */
export type TextMatch = { ids: number[] } | { among(ids: number[]): Promise<Set<number>> }

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

/** Finds out whether the words of a text are rare enough to list the records that carry them. */
export async function textMatch(kind: string, text: string): Promise<TextMatch> {
  const found = await matchingIds(kind, text).limit(FEW + 1)
  if (found.length <= FEW) return { ids: [...new Set(found.map((row) => Number(row.record_id)))] }

  const words = searchWords(text)
  return {
    async among(ids) {
      let left = ids
      for (const word of words) {
        const rows = await beginning(tokens(), kind, word).whereIn('record_id', left)
        left = [...new Set(rows.map((row) => Number(row.record_id)))]
      }
      return new Set(left)
    },
  }
}

function tokens(): Query {
  return db.from('search_tokens').select('record_id')
}

/** `term >= word and term < word + 1` is a range both databases read from the index. */
function beginning(query: Query, kind: string, word: string): Query {
  return query.where('kind', kind).where('term', '>=', word).where('term', '<', `${word}\uffff`)
}
