import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import IndexationImpossible from '#service_contracts/errors/indexation_impossible'
import { letterFrame, type LetterReader } from '#service_contracts/queries/letters/letter_reader'
import { letterText } from '#service_contracts/queries/letters/letter_texts'
import type { WrittenLetter } from '#service_contracts/queries/letters/renewal_letters'
import type { IndexUsed } from '#service_contracts/rules/indexation/index_factor'

type Row = Record<string, any>

/**
 * The new prices that a revaluation gave a contract, with the figures of the indices.
 *
 * @throws {IndexationImpossible} when the revaluation moved no price of the contract
 */
export async function revaluationAnnounced(contract: Row, runId: number, on: CalendarDate, reader: LetterReader, client: QueryClientContract): Promise<WrittenLetter> {
  const rows = await client
    .from('revaluation_proposals')
    .join('contract_lines', 'contract_lines.id', 'revaluation_proposals.contract_line_id')
    .where({ 'revaluation_proposals.revaluation_run_id': runId, 'revaluation_proposals.service_contract_id': contract.id, 'outcome': 'applied' })
    .orderBy('revaluation_proposals.id')
    .select('revaluation_proposals.*', 'contract_lines.description')
  if (rows.length === 0) throw new IndexationImpossible(undefined, 'not_applied')
  const { formats, i18n } = reader
  const words = (key: string, values: Record<string, string> = {}) => i18n.t(`renewal.letters.text.${key}`, values)
  const price = (text: string) => formats.price(text, contract.currency)
  const table = {
    columns: [words('line'), words('from'), `${words('old_price')} (${contract.currency})`, `${words('new_price')} (${contract.currency})`, words('change')],
    rows: rows.map((row) => [row.description, formats.day(row.due_on), price(row.old_price), price(row.new_price), `${formats.percent(row.applied_pct)} %`]),
  }
  const paragraphs = [letterText(reader, 'revaluation_announced', 'body', { contract: contract.number })]
  const content = { ...letterFrame(contract, reader, 'revaluation_announced', on), paragraphs, table, notes: figures(rows, reader, words) }
  return { factKey: `run:${runId}`, content }
}

function figures(rows: Row[], { formats }: LetterReader, words: (key: string, values?: Record<string, string>) => string): string[] {
  const used = rows.flatMap((row) => JSON.parse(row.explanation).used as IndexUsed[])
  const sentences = used.map(({ index, from, to }) => words('index', { index, from: formats.decimal(from.value), from_month: from.month, to: formats.decimal(to.value), to_month: to.month }))
  const notes = sentences.length > 0 ? [`${words('figures')}: ${[...new Set(sentences)].join('; ')}.`] : []
  return rows.some(({ is_provisional: isProvisional }) => isProvisional) ? [...notes, words('provisional')] : notes
}
