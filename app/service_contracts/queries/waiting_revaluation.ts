import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import RenewalImpossible from '#service_contracts/errors/renewal_impossible'
import { indexLookup } from '#service_contracts/queries/index_values'
import { coveredLinesToRevalue } from '#service_contracts/queries/lines_to_revalue'
import { revaluationPolicies } from '#service_contracts/queries/revaluation_policies'
import { lineRevaluations, type LineRevaluation } from '#service_contracts/rules/indexation/line_revaluations'
import { revaluationDays } from '#service_contracts/rules/indexation/revaluation_days'
import type { CalendarDate } from '#shared/calendar/calendar_date'

export interface WaitingRevaluation extends LineRevaluation {
  lineId: number
}

/**
 * The revaluations of contracts that are due until the end of their current term and that nobody has
 * decided yet, by contract. What one of them would do to a price is part of it.
 */
export async function waitingRevaluations(
  contracts: readonly { id: number; ends_on: CalendarDate | null }[],
  client: QueryClientContract
): Promise<Map<number, WaitingRevaluation[]>> {
  const waiting = new Map<number, WaitingRevaluation[]>()
  if (contracts.length === 0) return waiting
  const ends = new Map(contracts.map(({ id, ends_on: end }) => [Number(id), end]))
  const policies = await revaluationPolicies(client)
  if (policies.size === 0) return waiting
  const lookup = await indexLookup(client)
  for (const line of await coveredLinesToRevalue([...ends.keys()], policies, client)) {
    const end = ends.get(line.contractId)
    if (!end) continue
    // a price from the first day of the next term on is the price of that term
    const terms = line.terms.end === end ? { ...line.terms, end: null } : line.terms
    const days = revaluationDays(line.startsOn, line.policy, end)
    const found = lineRevaluations({ ...line, terms }, line.policy, days, lookup).filter(({ outcome }) => ['proposed', 'missing', 'refused'].includes(outcome))
    if (found.length > 0) waiting.set(line.contractId, [...(waiting.get(line.contractId) ?? []), ...found.map((one) => ({ ...one, lineId: line.id }))])
  }
  return waiting
}

/** @throws {RenewalImpossible} while a revaluation until the end of the current term waits */
export async function refuseWaitingRevaluation(contract: Record<string, any>, client: QueryClientContract): Promise<void> {
  const waiting = await waitingRevaluations([{ id: Number(contract.id), ends_on: contract.ends_on }], client)
  if (waiting.size > 0) throw new RenewalImpossible(undefined, 'revaluation_first')
}
