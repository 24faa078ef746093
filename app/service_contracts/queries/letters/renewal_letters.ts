import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import RenewalImpossible from '#service_contracts/errors/renewal_impossible'
import { liveTerms } from '#service_contracts/queries/contract_terms'
import { letterFrame, type LetterReader } from '#service_contracts/queries/letters/letter_reader'
import { letterText } from '#service_contracts/queries/letters/letter_texts'
import { priceTable } from '#service_contracts/queries/letters/price_table'
import { renewalCase } from '#service_contracts/queries/renewal_case'
import type { LetterContent } from '#service_contracts/rules/renewal/letter'
import { deadlineOf } from '#service_contracts/rules/renewal/renewal_fields'
import { askedStep } from '#service_contracts/rules/renewal/renewal_step'

type Row = Record<string, any>

/** What a letter tells, and the fact that it may tell once. */
export interface WrittenLetter {
  factKey: string
  content: LetterContent
}

/** @throws {RenewalImpossible} when there is no next term to announce */
export async function renewalAnnounced(contract: Row, on: CalendarDate, reader: LetterReader, client: QueryClientContract): Promise<WrittenLetter> {
  if (!contract.ends_on) throw new RenewalImpossible(undefined, 'no_end')
  const step = askedStep((await renewalCase(contract, client)).renewal)
  if ('reason' in step) throw new RenewalImpossible(undefined, step.reason)
  const { day, lastDay } = reader.formats
  const { startsOn, endsOn, no } = step.term
  const values = { contract: contract.number, last: lastDay(contract.ends_on), deadline: day(deadlineOf(contract)), next_from: day(startsOn), next_last: lastDay(endsOn) }
  return { factKey: `term:${no}`, content: await withPrices('renewal_announced', contract, startsOn, values, on, reader, client) }
}

/** @throws {RenewalImpossible} for a contract that was never renewed */
export async function renewalDone(contract: Row, on: CalendarDate, reader: LetterReader, client: QueryClientContract): Promise<WrittenLetter> {
  if (Number(contract.term_no) < 2) throw new RenewalImpossible(undefined, 'not_tacit')
  const term = (await liveTerms(contract, client)).at(-1)!
  const { day, lastDay } = reader.formats
  const values = { contract: contract.number, from: day(term.startsOn), last: lastDay(term.endsOn), deadline: day(deadlineOf(contract)) }
  return { factKey: `term:${term.no}`, content: await withPrices('renewal_done', contract, term.startsOn, values, on, reader, client) }
}

/** @throws {RenewalImpossible} while no notice stands */
export async function noticeConfirmed(contract: Row, on: CalendarDate, reader: LetterReader, client: QueryClientContract): Promise<WrittenLetter> {
  const notice = await client.from('contract_notices').where({ service_contract_id: contract.id, open_key: contract.id }).first()
  if (!notice) throw new RenewalImpossible(undefined, 'no_notice')
  const { formats } = reader
  const values = { contract: contract.number, received: formats.day(notice.received_on), last: formats.lastDay(notice.effective_on), deadline: formats.day(notice.deadline_on) }
  const paragraphs = [letterText(reader, 'notice_confirmed', 'body', values)]
  if (notice.is_late && notice.ruled_on === null && notice.deadline_on) paragraphs.push(letterText(reader, 'notice_confirmed', 'late', values))
  return { factKey: `notice:${notice.id}`, content: { ...letterFrame(contract, reader, 'notice_confirmed', on), paragraphs, table: null, notes: [] } }
}

async function withPrices(kind: 'renewal_announced' | 'renewal_done', contract: Row, from: CalendarDate, values: Record<string, string>, on: CalendarDate, reader: LetterReader, client: QueryClientContract): Promise<LetterContent> {
  const table = await priceTable(contract, from, reader, client)
  const words = (part: 'body' | 'prices') => letterText(reader, kind, part, values)
  return { ...letterFrame(contract, reader, kind, on), paragraphs: [words('body'), ...(table ? [words('prices')] : [])], table, notes: [] }
}
