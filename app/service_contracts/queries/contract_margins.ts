import db from '@adonisjs/lucid/services/db'
import { addDays, type CalendarDate } from '#shared/calendar/calendar_date'
import { decimalRatio, parseDecimal } from '#shared/money/decimal'
import { currencyExponent } from '#shared/money/currency'
import { parseMoney } from '#shared/money/money'
import { multiply, ratio, round } from '#shared/money/ratio'
import type { CoverageDecision } from '#service_contracts/rules/coverage/coverage_decision'
import type { MarginParts } from '#service_contracts/rules/renewal/margin'

interface ContractInTerm {
  id: number
  company_id: number
  currency: string
  /** First day of the term looked at; its end is `ends_on`. */
  since: CalendarDate
  ends_on: CalendarDate
}

const COST: Record<string, 'parts' | 'hours' | 'travel' | 'expenses'> = { part: 'parts', labour: 'hours', travel: 'travel', expense: 'expenses' }

/**
 * What contracts brought and what is known to have been given for them in their current term: charges
 * billed, work that coverage decisions took on them (at its price, since nothing knows its cost), and
 * points taken from their accounts at the value of their lots. Work that no decision was asked for is not in it.
 */
export async function contractMargins(contracts: readonly ContractInTerm[]): Promise<Map<number, MarginParts>> {
  const margins = new Map<number, MarginParts>(contracts.map(({ id }) => [id, { billed: 0, parts: 0, hours: 0, travel: 0, expenses: 0, points: 0 }]))
  if (contracts.length === 0) return margins
  const byId = new Map(contracts.map((contract) => [contract.id, contract]))
  await Promise.all([addBilled(byId, margins), addCovered(byId, margins), addPoints(byId, margins)])
  return margins
}

type ById = Map<number, ContractInTerm>
type Margins = Map<number, MarginParts>

const isWithin = ({ since, ends_on: end }: ContractInTerm, day: string) => day >= since && day < end

async function addBilled(byId: ById, margins: Margins): Promise<void> {
  const rows = await db
    .from('contract_lines')
    .join('charges', (join) => void join.on('charges.source_id', 'contract_lines.id').andOnVal('charges.source_type', 'contract_line'))
    .whereIn('contract_lines.service_contract_id', [...byId.keys()])
    .where('charges.state', 'billed')
    .groupBy('contract_lines.service_contract_id', 'charges.period_from')
    .select('contract_lines.service_contract_id as id', 'charges.period_from')
    .sum('charges.net_cents as net')
  for (const row of rows) if (isWithin(byId.get(Number(row.id))!, row.period_from)) margins.get(Number(row.id))!.billed += Number(row.net)
}

async function addCovered(byId: ById, margins: Margins): Promise<void> {
  const contracts = [...byId.values()]
  const first = contracts.map(({ since }) => since).sort()[0]
  const companies = [...new Set(contracts.map(({ company_id: id }) => Number(id)))]
  const decisions = await db.from('coverage_decisions').whereIn('company_id', companies).whereIn('status', ['reserved', 'committed']).where('requested_at', '>=', addDays(first, -1)).select('decision', 'requested_at')
  for (const row of decisions) {
    const decision = JSON.parse(row.decision) as CoverageDecision
    const day = dayOf(row.requested_at)
    for (const line of decision.lines) {
      for (const { contract, amount } of line.allocations) {
        const known = byId.get(Number(contract))
        if (known && known.currency === decision.currency && isWithin(known, day)) margins.get(known.id)![COST[line.category]] += Number(parseMoney(amount, decision.currency))
      }
    }
  }
}

async function addPoints(byId: ById, margins: Margins): Promise<void> {
  const moves = await db
    .from('point_accounts')
    .join('point_moves', 'point_moves.point_account_id', 'point_accounts.id')
    .join('point_lots', 'point_lots.id', 'point_moves.point_lot_id')
    .whereIn('point_accounts.service_contract_id', [...byId.keys()])
    .whereIn('point_moves.kind', ['consume', 'reverse'])
    .whereNotNull('point_lots.unit_value')
    .select('point_accounts.service_contract_id as id', 'point_moves.kind', 'point_moves.points', 'point_moves.booked_on', 'point_lots.unit_value')
  for (const move of moves) {
    const contract = byId.get(Number(move.id))!
    if (!isWithin(contract, move.booked_on)) continue
    const minor = ratio(10 ** currencyExponent(contract.currency), 100)
    const worth = multiply(multiply(decimalRatio(parseDecimal(move.unit_value)), ratio(Number(move.points))), minor)
    margins.get(contract.id)!.points += (move.kind === 'reverse' ? -1 : 1) * Number(round(worth))
  }
}

function dayOf(instant: string | Date): string {
  return instant instanceof Date ? instant.toISOString().slice(0, 10) : String(instant).slice(0, 10)
}
