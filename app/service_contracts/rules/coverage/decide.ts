import { currencyExponent } from '#shared/money/currency'
import { decimalText } from '#shared/money/decimal'
import { split, type OpenLine } from '#service_contracts/rules/coverage/allocation'
import { criterionBetween, inOrder, isAsked } from '#service_contracts/rules/coverage/candidate_order'
import { consider, type Candidate } from '#service_contracts/rules/coverage/candidates'
import { refusalOf, referenceInstant, type Clock } from '#service_contracts/rules/coverage/contract_gate'
import type { CaseLine, CoverageCase } from '#service_contracts/rules/coverage/coverage_case'
import type { Allocation, CoverageDecision, DecidedLine, Rejection } from '#service_contracts/rules/coverage/coverage_decision'
import type { CaseContract } from '#service_contracts/rules/coverage/coverage_terms'
import { COVERAGE_VERSION } from '#service_contracts/rules/coverage/coverage_version'
import { rememberingClock } from '#service_contracts/rules/coverage/covered_hours'
import { DeductiblePots } from '#service_contracts/rules/coverage/deductible_pots'
import { millionthsOf, millionthsText, unitsOf } from '#service_contracts/rules/coverage/exact'
import { Pots, potsFor } from '#service_contracts/rules/coverage/limit_pots'
import { PointsPots } from '#service_contracts/rules/coverage/points_pots'
import { byId } from '#service_contracts/rules/coverage/text_order'

/** Everything that is shared by the lines of one case. */
interface Round {
  request: CoverageCase
  exponent: number
  clock: Clock
  inForce: CaseContract[]
  pots: Pots
  deductibles: DeductiblePots
  points: PointsPots
}

/**
 * Decides what is covered, by which contract and why, and what remains to be billed. Lines are taken in the
 * order of their ids; neither their order nor that of contracts, rules or limits in the input matters.
 *
 * @throws {RangeError} for texts that `coverageCaseFrom` refuses: no amount, no moment, an unknown currency
 */
export function decide(request: CoverageCase): CoverageDecision {
  const exponent = currencyExponent(request.currency)
  const clock = rememberingClock()
  const contracts = [...request.contracts].sort((one, other) => byId(one.id, other.id))
  const rejected: Rejection[] = []
  const inForce: CaseContract[] = []
  for (const contract of contracts) {
    const refusal = refusalOf(request, contract, clock(referenceInstant(request, contract), contract.timeZone).day)
    if (refusal) rejected.push(refusal)
    else inForce.push(contract)
  }

  const round = { request, exponent, clock, inForce, pots: new Pots(), deductibles: new DeductiblePots(exponent), points: new PointsPots() }
  const lines = [...request.lines].sort((one, other) => byId(one.id, other.id)).map((line) => decideLine(line, round))
  const sum = (name: 'amount' | 'covered' | 'billable') => text(lines.reduce((total, line) => total + unitsOf(line[name], exponent), 0n), exponent)
  return {
    id: request.id,
    engine: COVERAGE_VERSION,
    currency: request.currency,
    amount: sum('amount'),
    covered: sum('covered'),
    billable: sum('billable'),
    lines,
    rejected,
  }
}

function decideLine(line: CaseLine, round: Round): DecidedLine {
  const { request, exponent, clock } = round
  const item = request.items.find(({ id }) => id === line.item) ?? null
  const amount = unitsOf(line.amount, exponent)
  const quantity = millionthsOf(line.quantity)
  const open: OpenLine = { line, amount, quantity, remaining: amount }
  const rejected: Rejection[] = []
  const candidates: Candidate[] = []
  for (const contract of round.inForce) {
    const considered = consider(request, contract, item, line, clock)
    rejected.push(...considered.rejected)
    if (considered.candidate) candidates.push(considered.candidate)
  }

  const allocations: Allocation[] = []
  let payer: Candidate | null = null
  for (const candidate of inOrder(candidates, request.policy)) {
    const isOpen = open.remaining > 0n || payer === null
    if (!isOpen || !isAsked(candidate, request.policy)) {
      rejected.push(comesLater(candidate, payer, round))
      continue
    }
    const outcome = split(candidate, open, sourcesOf(candidate, line, round))
    rejected.push(...outcome.rejected)
    if (!outcome.allocation) continue
    allocations.push(outcome.allocation)
    open.remaining -= outcome.taken
    payer = candidate
  }

  return {
    line: line.id,
    item: line.item,
    category: line.category,
    quantity: millionthsText(quantity),
    amount: text(amount, exponent),
    covered: text(amount - open.remaining, exponent),
    billable: text(open.remaining, exponent),
    allocations,
    rejected,
  }
}

function sourcesOf(candidate: Candidate, line: CaseLine, { request, exponent, clock, pots, deductibles, points }: Round) {
  const { contract } = candidate
  const { day } = clock(referenceInstant(request, contract), contract.timeZone)
  const limits = potsFor(candidate, line, request.skill.at(-1) ?? null, day, exponent, pots)
  return { policy: request.policy, exponent, limits, deductibles, points }
}

/** A candidate that was not asked: earlier ones took all, or its class comes after the customer's own money. */
function comesLater(candidate: Candidate, payer: Candidate | null, { request }: Round): Rejection {
  const { contract, match, category } = candidate
  const detail: Record<string, string> =
    payer && isAsked(candidate, request.policy)
      ? { by: payer.contract.id, criterion: criterionBetween(payer, candidate, request.policy) }
      : { by: 'billable', criterion: 'class' }
  return { contract: contract.id, rule: match.rule.id, category: category.id, code: 'LESS_SPECIFIC', amount: null, detail }
}

function text(unscaled: bigint, scale: number): string {
  return decimalText({ unscaled, scale })
}
