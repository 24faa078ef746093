import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { letterReader, type LetterReader } from '#service_contracts/queries/letters/letter_reader'
import { noticeConfirmed, renewalAnnounced, renewalDone, type WrittenLetter } from '#service_contracts/queries/letters/renewal_letters'
import { revaluationAnnounced } from '#service_contracts/queries/letters/revaluation_letter'
import type { LetterKind } from '#service_contracts/rules/renewal/letter'

export interface LetterDraft extends WrittenLetter {
  kind: LetterKind
  reader: LetterReader
}

/**
 * A letter as it would be written today, without keeping anything.
 *
 * @param runId the revaluation that a letter about new prices tells of
 * @throws {DomainError} when there is nothing to tell
 */
export async function letterDraft(contract: Record<string, any>, kind: LetterKind, runId: number | null, on: CalendarDate, client: QueryClientContract = db.connection()): Promise<LetterDraft> {
  const reader = await letterReader(contract, client)
  return { ...(await written(contract, kind, runId, on, reader, client)), kind, reader }
}

async function written(contract: Record<string, any>, kind: LetterKind, runId: number | null, on: CalendarDate, reader: LetterReader, client: QueryClientContract): Promise<WrittenLetter> {
  switch (kind) {
    case 'renewal_announced':
      return renewalAnnounced(contract, on, reader, client)
    case 'renewal_done':
      return renewalDone(contract, on, reader, client)
    case 'notice_confirmed':
      return noticeConfirmed(contract, on, reader, client)
    case 'revaluation_announced':
      return revaluationAnnounced(contract, runId ?? (await lastRun(contract, client)), on, reader, client)
  }
}

async function lastRun(contract: Record<string, any>, client: QueryClientContract): Promise<number> {
  const row = await client.from('revaluation_proposals').where({ service_contract_id: contract.id, outcome: 'applied' }).max('revaluation_run_id as last').first()
  return Number(row?.last ?? 0)
}
