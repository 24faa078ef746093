import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { dayNumberOf, type CalendarDate } from '#shared/calendar/calendar_date'
import { eventsOfLines } from '#service_contracts/queries/line_events'
import type { LetterReader } from '#service_contracts/queries/letters/letter_reader'
import { lineTerms } from '#service_contracts/rules/contract_terms'
import { historyOf } from '#service_contracts/rules/line_history'
import { priceOn } from '#service_contracts/rules/price_history'
import type { LetterContent } from '#service_contracts/rules/renewal/letter'

type Row = Record<string, any>

/** The prices of the lines of a contract that have service on a day, as a letter shows them. */
export async function priceTable(contract: Row, on: CalendarDate, { i18n, formats }: LetterReader, client: QueryClientContract): Promise<LetterContent['table']> {
  const lines = await client.from('contract_lines').where('service_contract_id', contract.id).where((open) => void open.whereNull('ends_on').orWhere('ends_on', '>=', on)).orderBy('position')
  const events = await eventsOfLines(lines.map(({ id }) => Number(id)), client)
  const rows = lines.flatMap((line) => {
    const own = events.get(Number(line.id)) ?? []
    if (own.some((event) => event.kind === 'terminate' && event.on <= on)) return []
    const { price, quantity } = priceOn(historyOf(lineTerms(line as never, contract as never, null, own)).prices, dayNumberOf(on))
    return [[line.description, formats.decimal(quantity), `${formats.price(price, contract.currency)} ${contract.currency}`]]
  })
  const words = (key: string) => i18n.t(`renewal.letters.text.${key}`)
  return rows.length > 0 ? { columns: [words('line'), words('quantity'), words('price')], rows } : null
}
