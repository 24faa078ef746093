import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { addDays, type CalendarDate } from '#shared/calendar/calendar_date'
import type { Row } from '#shared/records/record_type'
import { replayedThreads } from '#installed_base/queries/replayed_threads'
import { componentPath } from '#installed_base/queries/structure'
import { contractRows } from '#service_contracts/queries/coverage/case_contracts'
import { caseFromRecords } from '#service_contracts/queries/coverage/case_from_records'
import { joinedStretches, stretchesOf, type CoverStretch } from '#service_contracts/rules/coverage/cover_history'
import { coverOfItem } from '#service_contracts/rules/coverage/item_cover'

/** Beyond this the oldest changes are left out. */
const MOST_STRETCHES = 80

/** Which contracts covered an item when, for each company that held it, by the same rules that decide a request. */
export async function coverHistory(item: Row, zone: string): Promise<CoverStretch[]> {
  const { states } = await replayedThreads(db.connection(), [String(item.thread_key)])
  const holdings = states.get(String(item.item_key))?.holdings ?? []
  const companies = [...new Set([...holdings.map(({ companyId }) => companyId), Number(item.ordering_company_id)])]
  const days = await changes(companies, [item.id, ...(await componentPath(item.id, db.connection()))])
  const spans = holdings.flatMap(({ companyId, from, to }) => stretchesOf(from, to, days).map((span) => ({ ...span, companyId })))

  const stretches: CoverStretch[] = []
  for (const span of spans.slice(-MOST_STRETCHES)) stretches.push({ ...span, covers: await coversOn(item, span.companyId, span.from, zone) })
  return joinedStretches(stretches)
}

async function coversOn(item: Row, companyId: number, day: CalendarDate, zone: string) {
  const requestedAt = DateTime.fromISO(`${day}T12:00`, { zone }).toUTC().toISO({ suppressMilliseconds: true })!
  const asked = { companyId, itemId: item.id, productId: null, skillId: null, requestedAt, interventionAt: null, currency: 'EUR', lines: [], contractIds: null }
  const request = await caseFromRecords(asked)
  // neither the currency of a contract nor a hold of today says anything about the days before
  const anyCurrency = { ...request, creditHold: false, contracts: request.contracts.map((contract) => ({ ...contract, currency: 'EUR' })) }
  return coverOfItem(anyCurrency).map(({ contract, isDirect, level }) => ({ id: contract.id, number: contract.label, class: contract.class, isDirect, level }))
}

/** Days on which cover may begin, change or end. */
async function changes(companyIds: number[], itemIds: number[]): Promise<CalendarDate[]> {
  const contracts = await contractRows(companyIds, itemIds, db.connection())
  const ids = contracts.map(({ id }) => Number(id))
  if (ids.length === 0) return []
  const lines = await db.from('contract_lines').select('id', 'starts_on', 'ends_on').whereIn('service_contract_id', ids)
  const events = lines.length === 0 ? [] : await db.from('contract_line_events').select('happens_on').whereIn('contract_line_id', lines.map(({ id }) => id))
  const coverages = await db.from('contract_coverages').select('service_contract_id', 'valid_from', 'terms').whereIn('service_contract_id', ids)
  const starts = new Map(contracts.map(({ id, starts_on: start }) => [Number(id), start as CalendarDate]))
  const opened = coverages.map(({ service_contract_id: id, terms }) => addDays(starts.get(Number(id))!, JSON.parse(terms).waitingDays ?? 0))
  const told = [...contracts, ...lines].flatMap(({ starts_on: from, ends_on: to }) => [from, to])
  return [...told, ...events.map((row) => row.happens_on), ...coverages.map((row) => row.valid_from), ...opened].filter(Boolean)
}
