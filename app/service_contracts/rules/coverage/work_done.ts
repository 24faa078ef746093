import type { CoverageCase } from '#service_contracts/rules/coverage/coverage_case'
import type { CoverageDecision } from '#service_contracts/rules/coverage/coverage_decision'
import { limitUses } from '#service_contracts/rules/coverage/limit_draws'
import { pointsTaken } from '#service_contracts/rules/coverage/points_taken'

/** What was really done of a line; both figures are decimal text. */
export interface DoneLine {
  line: string
  quantity: string
  amount: string
}

/** The case with its lines as they were done; lines that were not done are gone. */
export function caseAsDone(request: CoverageCase, done: readonly DoneLine[]): CoverageCase {
  const lines = request.lines.flatMap((line) => {
    const found = done.find((one) => one.line === line.id)
    return found ? [{ ...line, quantity: found.quantity, amount: found.amount }] : []
  })
  return { ...request, lines }
}

/**
 * Whether a decision takes more of any limit or account than another reserved. What is not reserved may be
 * somebody else's by now.
 */
export function takesMore(settled: CoverageDecision, reserved: CoverageDecision): boolean {
  const left = drawsOf(reserved)
  return [...drawsOf(settled)].some(([name, figure]) => figure > (left.get(name) ?? 0))
}

function drawsOf(decision: CoverageDecision): Map<string, number> {
  const draws = new Map<string, number>()
  const add = (name: unknown[], figure: number) => draws.set(JSON.stringify(name), (draws.get(JSON.stringify(name)) ?? 0) + figure)
  for (const { service_contract_id: contract, limit_key: limit, use_key: key, used } of limitUses(decision)) add([contract, limit, key], used)
  for (const { contract, points } of pointsTaken(decision)) add(['points', contract], points)
  return draws
}
