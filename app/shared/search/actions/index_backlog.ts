import type { DateTime } from 'luxon'
import { breath } from '#shared/breath'
import { sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { searchables } from '#shared/search/index_records'
import { writeTokens } from '#shared/search/write_tokens'

/** A person who saves one of these records meanwhile waits for all of them. */
const RECORDS_AT_A_TIME = 1000

interface Note {
  id: number
  kind: string
  records: number
  record_ids: string
}

export interface BacklogTurn {
  /** Leaves alone what was noted after this. */
  notedBefore?: DateTime
  /** Stops after so many milliseconds. */
  forMs?: number
}

/**
 * Writes the words of records that were read in bulk. Killed anywhere, or run twice at once, it ends the
 * same: words and note go together, and the words are those of the record as it is then.
 */
export default class IndexBacklog {
  /** Whether records still wait. */
  async handle({ notedBefore, forMs = Number.POSITIVE_INFINITY }: BacklogTurn = {}): Promise<boolean> {
    const until = performance.now() + forMs
    for (;;) {
      const isOver = await within(undefined, (trx) => this.some(notedBefore, trx))
      if (isOver) return false
      if (performance.now() > until) return true
      await breath()
    }
  }

  /** Whether there was nothing to do. */
  private async some(notedBefore: DateTime | undefined, trx: Trx): Promise<boolean> {
    const notes = await this.next(notedBefore, trx)
    if (notes.length === 0) return true

    const ids = [...new Set(notes.flatMap((note) => JSON.parse(note.record_ids) as number[]))]
    await writeTokens(notes[0].kind, await searchables(notes[0].kind, ids, trx), trx)
    await trx
      .from('search_backlog')
      .whereIn(
        'id',
        notes.map(({ id }) => id)
      )
      .delete()
    return false
  }

  /** The oldest notes of one kind of record, as many as are worked on together. */
  private async next(notedBefore: DateTime | undefined, trx: Trx): Promise<Note[]> {
    const query = trx
      .from('search_backlog')
      .orderBy('kind')
      .orderBy('id')
      .limit(RECORDS_AT_A_TIME / 10)
    if (notedBefore) query.where('noted_at', '<=', sqlInstant(notedBefore))
    const notes: Note[] = await query
    const some: Note[] = []
    let sum = 0
    for (const note of notes) {
      sum += Number(note.records)
      if (some.length > 0 && (note.kind !== some[0].kind || sum > RECORDS_AT_A_TIME)) break
      some.push(note)
    }
    return some
  }
}
