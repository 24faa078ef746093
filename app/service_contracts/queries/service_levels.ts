import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { HoursCalendar } from '#service_contracts/rules/coverage/covered_hours'
import { calendarOf } from '#service_contracts/rules/coverage/written_hours'
import { serviceLevelTerms, type ServiceLevelTerms } from '#service_contracts/rules/service_level'

/** What a contract promises on a day: the copy of the level that holds then, and the hours in which its time passes. */
export interface PromisedService {
  terms: ServiceLevelTerms
  calendar: HoursCalendar
}

/** One copy of a level that a contract has or had, from a day on; null terms where none was agreed from then on. */
export interface AgreedServiceLevel {
  number: number
  validFrom: CalendarDate
  terms: ServiceLevelTerms | null
  reason: string | null
  userName: string | null
}

/** The terms of a level as its row stands now; null when there is none. */
export async function currentServiceLevel(levelId: number | null, client: QueryClientContract): Promise<ServiceLevelTerms | null> {
  const row = levelId ? await client.from('service_levels').where('id', levelId).first() : null
  return row ? serviceLevelTerms(row) : null
}

/** Every copy that a contract was given, newest first. */
export async function serviceLevelHistory(contractId: number, client: QueryClientContract = db.connection()): Promise<AgreedServiceLevel[]> {
  const rows = await client.from('contract_service_levels').where('service_contract_id', contractId).orderBy('number', 'desc')
  return rows.map((row) => ({
    number: Number(row.number),
    validFrom: row.valid_from,
    terms: row.terms ? (JSON.parse(row.terms) as ServiceLevelTerms) : null,
    reason: row.reason,
    userName: row.user_name,
  }))
}

/** What a contract promises for a request received on a day of its calendar; null when it promises nothing then. */
export async function serviceLevelOn(contractId: number, day: CalendarDate, client: QueryClientContract = db.connection()): Promise<PromisedService | null> {
  const terms = inForceOn(await serviceLevelHistory(contractId, client), day)?.terms
  if (!terms) return null
  return { terms, calendar: calendarOf(await client.from('hours_calendars').where('id', terms.calendarId).firstOrFail()) }
}

/** The copy that holds on a day: of those that began by then, the one agreed last. */
export function inForceOn(newestFirst: readonly AgreedServiceLevel[], day: CalendarDate): AgreedServiceLevel | null {
  return newestFirst.find(({ validFrom }) => validFrom <= day) ?? null
}
