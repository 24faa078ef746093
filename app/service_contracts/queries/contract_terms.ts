import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { RenewalCause } from '#service_contracts/actions/renew_contract'
import type { Term } from '#service_contracts/rules/renewal/term_series'

export interface ContractTerm extends Term {
  cause: RenewalCause
  by: string | null
  withdrawnReason: string | null
}

/** The terms of a contract from the first on, those that were taken back after the others. A contract never renewed has one. */
export async function contractTerms(contract: Record<string, any>): Promise<ContractTerm[]> {
  const rows = await db.from('contract_terms').where('service_contract_id', contract.id).orderBy('term_no').orderBy('id')
  if (rows.length === 0 && contract.ends_on) return [{ no: 1, startsOn: contract.starts_on, endsOn: contract.ends_on, cause: 'initial', by: null, withdrawnReason: null }]
  return rows.map((row) => ({
    no: Number(row.term_no),
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    cause: row.cause,
    by: row.user_name,
    withdrawnReason: row.live_key === null ? row.withdrawn_reason : null,
  }))
}

/** The terms that stand, the current one last, with the end that the contract has today. */
export async function liveTerms(contract: Record<string, any>, client: QueryClientContract): Promise<Term[]> {
  const rows = await client.from('contract_terms').where('service_contract_id', contract.id).whereNotNull('live_key').orderBy('term_no')
  const earlier: Term[] = rows.map((row) => ({ no: Number(row.term_no), startsOn: row.starts_on, endsOn: row.ends_on }))
  const endsOn = contract.ends_on as CalendarDate
  const last = earlier.pop() ?? { no: 1, startsOn: contract.starts_on, endsOn }
  return [...earlier, { ...last, endsOn }]
}
