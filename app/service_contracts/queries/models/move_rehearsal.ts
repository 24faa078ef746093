import db from '@adonisjs/lucid/services/db'
import { billedCharges } from '#billing/queries/billed_ledger'
import { addMonthsAnchored, latest, type CalendarDate } from '#shared/calendar/calendar_date'
import { contractsToMove } from '#service_contracts/queries/models/contracts_to_move'
import type { ModelVersion } from '#service_contracts/queries/models/model_versions'
import { plannedMove, type PlannedMove } from '#service_contracts/queries/models/planned_move'
import { toldDifferences, type ToldDifference } from '#service_contracts/queries/models/told_differences'
import { BillingRefused } from '#service_contracts/rules/billing_refused'
import { rehearse } from '#service_contracts/rules/rehearsal'
import { segmentOfCharge } from '#service_contracts/rules/segment_of_charge'

const SHOWN = 50
const MONTHS_AHEAD = 12

export interface RehearsedMove {
  contract: Record<string, any>
  taken: ToldDifference[]
  stays: ToldDifference[]
  /** What the coming runs bill without and with the move, in minor units. */
  beforeMinor: number
  afterMinor: number
  refusal: string | null
}

/** What a move of the contracts of a model would do to each, in words and in the money of twelve months; nothing is written. */
export async function moveRehearsal(to: ModelVersion, day: CalendarDate, today: CalendarDate) {
  const client = db.connection()
  const count = await contractsToMove(to, client).count('* as n').first()
  const contracts = await contractsToMove(to, client)
    .join('companies', 'companies.id', 'service_contracts.company_id')
    .select('service_contracts.*', 'companies.name as company')
    .orderBy('service_contracts.id')
    .limit(SHOWN)
  const until = addMonthsAnchored(latest(today, day), MONTHS_AHEAD)
  const moves: RehearsedMove[] = []
  for (const contract of contracts) moves.push(await rehearsedMove(contract, to, day, until))
  return { total: Number(count?.n ?? 0), moves, until }
}

async function rehearsedMove(contract: Record<string, any>, to: ModelVersion, day: CalendarDate, until: CalendarDate): Promise<RehearsedMove> {
  try {
    const move = await plannedMove(contract, to, day, db.connection())
    const [taken, stays] = await Promise.all([toldDifferences(move.taken), toldDifferences(move.stays)])
    return { contract, taken, stays, ...(await inMoney(move, until)), refusal: null }
  } catch (error) {
    if (!(error instanceof BillingRefused)) throw error
    return { contract, taken: [], stays: [], beforeMinor: 0, afterMinor: 0, refusal: error.message }
  }
}

async function inMoney({ lineTerms }: PlannedMove, until: CalendarDate) {
  const ledger = await billedCharges('contract_line', lineTerms.map(({ id }) => id))
  const sums = { beforeMinor: 0, afterMinor: 0 }
  for (const { id, before, after } of lineTerms) {
    const line = rehearse(before, after, (ledger.get(id) ?? []).map(segmentOfCharge), until)
    sums.beforeMinor += line.beforeMinor
    sums.afterMinor += line.afterMinor
  }
  return sums
}
