import { addMonthsAnchored, latest, type CalendarDate } from '#shared/calendar/calendar_date'
import type { Actor } from '#shared/actor'
import type { Trx } from '#shared/database/transaction'
import { formatsFor } from '#shared/presentation/formats'
import type { Row } from '#shared/records/record_type'
import { eventsOfLines } from '#service_contracts/queries/line_events'
import { BillingRefused } from '#service_contracts/rules/billing_refused'
import { lineTerms } from '#service_contracts/rules/contract_terms'
import { timeline } from '#service_contracts/rules/schedule'

interface NoteReader {
  actor: Actor
  t(key: string, values?: Record<string, unknown>): string
}

/** How far to look for the first bill of a line; a longer free time is rarer than a wrong year. */
const MONTHS_AHEAD = 60

/** What the dry run says of a contract that runs already: from which day it is billed here. */
export async function noteOfContract({ id }: Row, trx: Trx, { actor, t }: NoteReader): Promise<string | null> {
  const contract = await trx.from('service_contracts').where('id', id).firstOrFail()
  if (!contract.was_running) return null
  return t('service_contracts.import.runs', { day: formatsFor(actor).day(contract.billed_until ?? contract.starts_on) })
}

/** What the dry run says of a line: its first bill here, or that there is none, or why it cannot be billed. */
export async function noteOfLine({ id }: Row, trx: Trx, { actor, t }: NoteReader): Promise<string | null> {
  const line = await trx.from('contract_lines').where('id', id).firstOrFail()
  const contract = await trx.from('service_contracts').where('id', Number(line.service_contract_id)).firstOrFail()
  try {
    const terms = lineTerms(line as never, contract as never, contract.ends_on, (await eventsOfLines([id], trx)).get(id) ?? [])
    const from = latest(line.starts_on as CalendarDate, (contract.billed_until ?? line.starts_on) as CalendarDate)
    const [first] = timeline(terms, from, addMonthsAnchored(from, MONTHS_AHEAD))
    if (!first) return t('service_contracts.import.nothing')

    const { day, lastDay, money } = formatsFor(actor)
    return t('service_contracts.import.first', { day: day(first.billDate), from: day(first.from), last: lastDay(first.to), amount: money(first.amountMinor, contract.currency) })
  } catch (error) {
    if (!(error instanceof BillingRefused)) throw error
    return t('service_contracts.import.refused', { reason: error.message })
  }
}
