import db from '@adonisjs/lucid/services/db'
import { now, sqlInstant } from '#shared/clock'
import type { Trx } from '#shared/database/transaction'
import type { CsvRow } from '#erp/connectors/files/csv_rows'
import type { ErpRefusal } from '#erp/errors/erp_refused'

/** What an answer file says of a document: its rows, or why the ERP refuses it. */
export interface DocumentAnswer {
  rows: CsvRow[]
  refusal: { code: ErpRefusal; sentence: string } | null
}

/**
 * A document that was written for the ERP: `written` waits for its answer, `refused` was
 * refused and nobody has been told yet, `closed` was refused and may be written again.
 */
export interface FilePosting {
  id: number
  name: string
  state: 'written' | 'answered' | 'refused' | 'closed'
  attempt: number
  sent: unknown
  answers: DocumentAnswer[]
  writtenAt: string
}

/** Which documents of a connection were written, and what the ERP answered. */
export default class FilePostings {
  constructor(private connectionId: number) {}

  async of(reference: string, trx?: Trx): Promise<FilePosting | null> {
    const row = await this.rows(trx).where('reference', reference).forUpdate().first()
    if (!row) return null
    const { id, name, state, attempt, sent, answers, written_at: writtenAt } = row
    return { id, name, state, attempt: Number(attempt), sent: JSON.parse(sent), answers: JSON.parse(answers), writtenAt: String(writtenAt) }
  }

  /** Says that the file is about to appear; the file lies ready under its waiting name. */
  async begin(reference: string, name: string, attempt: number, sent: object): Promise<void> {
    const row = { name, attempt, sent: JSON.stringify(sent), state: 'written', answers: '[]', written_at: sqlInstant(now()) }
    const changed = await this.rows().where({ reference, state: 'closed', attempt: attempt - 1 }).update(row)
    if (Number(Array.isArray(changed) ? changed[0] : changed) > 0) return
    await db.table('file_postings').insert({ connection_id: this.connectionId, reference, ...row })
  }

  /** Whether the answer belongs to something that was sent from here. */
  async answered(reference: string, answer: DocumentAnswer, trx: Trx): Promise<boolean> {
    const posting = await this.of(reference, trx)
    if (!posting) return false
    const isKnown = posting.answers.some(({ rows }) => JSON.stringify(rows) === JSON.stringify(answer.rows))
    if (isKnown || (answer.refusal && posting.state === 'answered')) return true
    const answers = [...posting.answers.filter(({ refusal }) => !refusal), answer]
    const state = answer.refusal ? 'refused' : 'answered'
    await this.rows(trx).where('id', posting.id).update({ state, answers: JSON.stringify(answers) })

    return true
  }

  /** Null when somebody has heard of the refusal before. */
  async hearRefusal({ id, answers }: FilePosting): Promise<DocumentAnswer['refusal']> {
    const heard = await this.rows().where({ id, state: 'refused' }).update({ state: 'closed' })
    return Number(Array.isArray(heard) ? heard[0] : heard) > 0 ? (answers.at(-1)?.refusal ?? null) : null
  }

  private rows(trx?: Trx) {
    return (trx ?? db.connection()).from('file_postings').where('connection_id', this.connectionId)
  }
}
