import { parsePoints, type Points } from '#points/rules/points'
import type { CoverageDecision } from '#service_contracts/rules/coverage/coverage_decision'

/** What a decision takes of each points contract, all its lines together; contracts in the order of the lines. */
export function pointsTaken({ lines }: CoverageDecision): { contract: string; points: Points }[] {
  const taken = new Map<string, Points>()
  for (const { contract, points } of lines.flatMap(({ allocations }) => allocations)) {
    if (points !== null) taken.set(contract, (taken.get(contract) ?? 0) + parsePoints(points.debit))
  }
  return [...taken].map(([contract, points]) => ({ contract, points })).filter(({ points }) => points > 0)
}
