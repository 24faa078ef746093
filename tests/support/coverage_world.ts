import { coverageCaseFrom } from '#service_contracts/rules/coverage/case_reader'
import type { CoverageCase } from '#service_contracts/rules/coverage/coverage_case'
import type { CoverageDecision, DecidedLine } from '#service_contracts/rules/coverage/coverage_decision'
import { decide } from '#service_contracts/rules/coverage/decide'

type Json = Record<string, unknown>

/** A contract of the year 2026 that covers everything at 100 %, except what `more` says. */
export function contract(id: string, more: Json = {}): Json {
  return {
    id,
    class: 'maintenance',
    customer: 'ACME',
    start: '2026-01-01',
    end: '2027-01-01',
    items: [{ kind: 'all' }],
    skills: 'all',
    rules: [rule('R')],
    ...more,
  }
}

export function rule(id: string, more: Json = {}, category: Json = {}): Json {
  return { id, categories: [{ id: 'any', category: 'any', percent: '100', ...category }], ...more }
}

/** One rule whose only category has these terms. */
export function terms(category: Json): Json {
  return { rules: [rule('R', {}, category)] }
}

export function line(id: string, amount: string, more: Json = {}): Json {
  return { id, category: 'part', amount, ...more }
}

/** A request of the customer ACME for one pump, on a Monday morning in June 2026. */
export function request(contracts: Json[], lines: Json[], more: Json = {}): Json {
  return {
    currency: 'EUR',
    customer: 'ACME',
    requestedAt: '2026-06-15T08:30:00Z',
    skill: ['mechanics', 'hydraulics'],
    items: [PUMP],
    lines,
    contracts,
    ...more,
  }
}

export const PUMP = { id: 'PUMP-1', serial: 'S-77', product: 'P-100', family: 'pumps', group: 'north', site: 'Lleida', place: 'hall 2/row 4', path: ['LINE-A'] }

export const read = (input: Json): CoverageCase => coverageCaseFrom(input)
export const decided = (input: Json): CoverageDecision => decide(read(input))

/** `contract amount` of each allocation, in their order. */
export const paid = (found: DecidedLine) => found.allocations.map(({ contract: id, amount }) => `${id} ${amount}`)

/** `contract CODE amount` of each rejection of a line, then of the whole case. */
export function reasons(decision: CoverageDecision): string[] {
  return [...decision.lines.flatMap(({ rejected }) => rejected), ...decision.rejected].map(({ contract: id, code, amount }) =>
    [id, code, amount].filter((part) => part !== null).join(' ')
  )
}
