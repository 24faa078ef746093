import db from '@adonisjs/lucid/services/db'
import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import type { Actor } from '#shared/actor'
import { daysBetween, type CalendarDate } from '#shared/calendar/calendar_date'
import { onlyReachable } from '#shared/records/queries/visibility'
import { contractMargins } from '#service_contracts/queries/contract_margins'
import { termOutlooks, type TermOutlook } from '#service_contracts/queries/term_outlook'
import { SERVICE_CONTRACT } from '#service_contracts/records/service_contract'
import { IN_FORCE } from '#service_contracts/rules/in_force'
import { marginOf, marginPercent, type MarginParts } from '#service_contracts/rules/renewal/margin'

export const DESK_STATES = ['open', 'notice', 'renew', 'end', 'quote', 'later', 'none'] as const
export type DeskState = (typeof DESK_STATES)[number]

export interface DeskFilter {
  from: CalendarDate
  until: CalendarDate
  companyId: number | null
  modelId: number | null
  siteId: number | null
  mode: string | null
  state: DeskState | null
}

type Row = Record<string, any>

export interface ComingRenewal {
  row: Row
  state: DeskState
  daysLeft: number
  outlook: TermOutlook
  parts: MarginParts
  margin: number
  marginPercent: number | null
  /** The greatest change of a price that waits, in percent. */
  pct: string | null
  isIndexMissing: boolean
}

const DECIDED = ['end', 'quote', 'later']

/** The contracts whose deadline lies in a window, soonest first, and only those that the person may see. */
export function comingContracts(filter: DeskFilter, actor: Actor): DatabaseQueryBuilderContract<Row> {
  const query = db
    .from('service_contracts')
    .whereIn('service_contracts.status', IN_FORCE)
    .whereBetween('service_contracts.deadline_on', [filter.from, filter.until])
    .whereNotNull('service_contracts.ends_on')
  const columns = { company_id: filter.companyId, contract_model_id: filter.modelId, erp_site_id: filter.siteId, renewal_mode: filter.mode }
  for (const [column, value] of Object.entries(columns)) if (value) query.where(`service_contracts.${column}`, value)
  if (filter.state) inState(query, filter.state)
  onlyReachable(query, SERVICE_CONTRACT, actor, 'view')
  return query
}

function inState(query: DatabaseQueryBuilderContract<Row>, state: DeskState): void {
  if (state === 'notice') return void query.whereNotNull('service_contracts.notice_effective_on')
  query.whereNull('service_contracts.notice_effective_on')
  const decided = `service_contracts.renewal_decision`
  if (DECIDED.includes(state)) return void query.where(decided, state).whereColumn('service_contracts.renewal_decided_term', 'service_contracts.term_no')
  query.where((open) => void open.whereNull(decided).orWhereColumn('service_contracts.renewal_decided_term', '<>', 'service_contracts.term_no'))
  if (state === 'renew') query.where('service_contracts.renewal_mode', 'tacit')
  if (state === 'none') query.where('service_contracts.renewal_mode', 'none')
  if (state === 'open') query.whereIn('service_contracts.renewal_mode', ['manual', 'quote'])
}

/** How the end of the current term stands: what somebody decided, what notice says, else what its mode does by itself. */
export function deskState(row: Row): DeskState {
  if (row.notice_effective_on) return 'notice'
  const decision = Number(row.renewal_decided_term) === Number(row.term_no) ? row.renewal_decision : null
  if (decision && decision !== 'renew') return decision
  return row.renewal_mode === 'tacit' ? 'renew' : row.renewal_mode === 'none' ? 'none' : 'open'
}

export interface Place {
  on: CalendarDate
  id: number
}

/** One page of the desk with everything that is computed for its contracts, and no more than those. */
export async function comingRenewals(filter: DeskFilter, today: CalendarDate, actor: Actor, size: number, after: Place | null, only?: number[]): Promise<ComingRenewal[]> {
  const query = comingContracts(filter, actor)
    .join('companies', 'companies.id', 'service_contracts.company_id')
    .select('service_contracts.*', 'companies.name as company', 'companies.country')
    .orderBy('service_contracts.deadline_on')
    .orderBy('service_contracts.id')
    .limit(size)
  if (only) query.whereIn('service_contracts.id', only)
  if (after) query.where((later) => void later.where('service_contracts.deadline_on', '>', after.on).orWhere((same) => void same.where('service_contracts.deadline_on', after.on).where('service_contracts.id', '>', after.id)))
  return withFigures(await query, today)
}

async function withFigures(rows: Row[], today: CalendarDate): Promise<ComingRenewal[]> {
  const ids = rows.map(({ id }) => Number(id))
  const terms = await db.from('contract_terms').whereIn('service_contract_id', ids).whereNotNull('live_key').select('service_contract_id', 'term_no', 'starts_on')
  const since = new Map<number, CalendarDate>(rows.map((row) => [Number(row.id), row.starts_on]))
  for (const term of terms) if (rows.some((row) => Number(row.id) === Number(term.service_contract_id) && Number(row.term_no) === Number(term.term_no))) since.set(Number(term.service_contract_id), term.starts_on)
  const [outlooks, margins] = await Promise.all([
    termOutlooks(rows, since),
    contractMargins(rows.map((row) => ({ id: Number(row.id), company_id: Number(row.company_id), currency: row.currency, since: since.get(Number(row.id))!, ends_on: row.ends_on }))),
  ])
  return rows.map((row) => {
    const [outlook, parts] = [outlooks.get(Number(row.id))!, margins.get(Number(row.id))!]
    const moved = outlook.waiting.flatMap(({ found }) => (found && 'appliedPct' in found ? [found.appliedPct] : []))
    return {
      row,
      state: deskState(row),
      daysLeft: daysBetween(today, row.deadline_on),
      outlook,
      parts,
      margin: marginOf(parts),
      marginPercent: marginPercent(parts),
      pct: moved.sort((one, other) => Math.abs(Number(other)) - Math.abs(Number(one)))[0] ?? null,
      isIndexMissing: outlook.waiting.some(({ outcome }) => outcome === 'missing'),
    }
  })
}
