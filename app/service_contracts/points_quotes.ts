import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { CoverageCase } from '#service_contracts/rules/coverage/coverage_case'
import type { PointsQuote } from '#service_contracts/rules/coverage/points_quote'

/** What points contracts would take for a case, by the contract's id; a contract without an answer pays nothing. */
export type PointsQuoter = (contractIds: number[], request: CoverageCase, client: QueryClientContract) => Promise<Map<number, PointsQuote>>

let quoter: PointsQuoter = async () => new Map()

/** Whoever keeps points says here what a case would cost in them. */
export function offerPointsQuotes(offered: PointsQuoter): void {
  quoter = offered
}

/** Fills in the points contracts of a case what they would take. */
export async function withPointsQuotes(request: CoverageCase, client: QueryClientContract): Promise<CoverageCase> {
  const ids = request.contracts.filter((contract) => contract.class === 'points').map(({ id }) => Number(id))
  if (ids.length === 0) return request
  const quotes = await quoter(ids, request, client)
  return { ...request, contracts: request.contracts.map((contract) => ({ ...contract, points: quotes.get(Number(contract.id)) ?? contract.points })) }
}

/** The debits of a case by the rules, with the balances that its quotes named before. */
export async function withDebitsAnew(request: CoverageCase, client: QueryClientContract): Promise<CoverageCase> {
  const anew = await withPointsQuotes(request, client)
  const contracts = anew.contracts.map((contract, at) => {
    const before = request.contracts[at].points
    return before && contract.points ? { ...contract, points: { ...before, contractual: contract.points.contractual, lines: contract.points.lines } } : contract
  })
  return { ...anew, contracts }
}
