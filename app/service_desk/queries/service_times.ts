import db from '@adonisjs/lucid/services/db'
import type { DateTime } from 'luxon'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { Row } from '#shared/records/record_type'
import { serviceLevelOn, type PromisedService } from '#service_contracts/queries/service_levels'
import { serviceClocks, type ClockStanding } from '#service_contracts/rules/service_clock'
import { serviceHistory } from '#service_desk/rules/service_history'

export interface ServiceTimes {
  contractId: number
  contract: string
  level: string
  clocks: ClockStanding[]
}

/** How each of these requests stands against what was promised for it, at an instant; those without a promise are left out. */
export async function serviceTimes(requests: readonly Row[], at: DateTime): Promise<Map<number, ServiceTimes>> {
  const ids = requests.map(({ id }) => id)
  const [contracts, events, visits] = await Promise.all([
    contractsOf(requests),
    db.from('service_request_events').whereIn('service_request_id', ids).orderBy('id'),
    db.from('work_lines').whereIn('service_request_id', ids).where({ kind: 'labour', place: 'on_site' }).groupBy('service_request_id').select('service_request_id').min('worked_at as at'),
  ])
  const firstVisit = new Map(visits.map((row) => [Number(row.service_request_id), row.at]))
  const promised = new Map<string, PromisedService | null>()
  const found = new Map<number, ServiceTimes>()
  for (const request of requests) {
    const day = request.received_on as CalendarDate
    for (const { id, number } of contracts.filter((contract) => concerns(contract, request))) {
      const key = `${id} ${day}`
      if (!promised.has(key)) promised.set(key, await serviceLevelOn(Number(id), day))
      const service = promised.get(key)
      if (!service) continue
      const history = serviceHistory(request, events.filter((event) => Number(event.service_request_id) === Number(request.id)), firstVisit.get(Number(request.id)))
      found.set(Number(request.id), { contractId: Number(id), contract: String(number), level: service.terms.name, clocks: serviceClocks(service.terms, service.calendar, history, at.toUTC().toISO()!).filter(({ state }) => state !== 'none' && (request.is_open || state !== 'paused')) })
      break
    }
  }
  return found
}

/** The contracts that are named on requests, and those whose lines hold their items on the day of receipt, in order. */
async function contractsOf(requests: readonly Row[]): Promise<Row[]> {
  const [named, items] = [requests.map((request) => request.service_contract_id), requests.map((request) => request.installed_item_id)].map((ids) => ids.filter(Boolean).map(Number))
  return db
    .from('service_contracts')
    .leftJoin('contract_lines', (join) => void join.on('contract_lines.service_contract_id', 'service_contracts.id').andOnIn('contract_lines.installed_item_id', items.length > 0 ? items : [0]))
    .where((either) => void either.whereIn('service_contracts.id', named.length > 0 ? named : [0]).orWhereNotNull('contract_lines.id'))
    .whereNot('service_contracts.status', 'draft')
    .select('service_contracts.id', 'service_contracts.number', 'service_contracts.starts_on', 'service_contracts.ends_on', 'contract_lines.installed_item_id', 'contract_lines.starts_on as from', 'contract_lines.ends_on as to')
    .orderBy('service_contracts.id')
}

/** A request that names a contract has what that promises; another what the contracts of its item promise. */
function concerns(contract: Row, request: Row): boolean {
  const on = String(request.received_on)
  if (contract.ends_on && String(contract.ends_on) <= on) return false
  if (request.service_contract_id) return Number(contract.id) === Number(request.service_contract_id)
  const isItem = contract.installed_item_id !== null && Number(contract.installed_item_id) === Number(request.installed_item_id)
  return isItem && String(contract.from) <= on && (!contract.to || on < String(contract.to))
}
