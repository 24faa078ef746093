import { addDays, type CalendarDate } from '#shared/calendar/calendar_date'
import type { CoverageCase } from '#service_contracts/rules/coverage/coverage_case'
import type { ReasonCode, Rejection } from '#service_contracts/rules/coverage/coverage_decision'
import type { CaseContract } from '#service_contracts/rules/coverage/coverage_terms'
import type { LocalMoment } from '#service_contracts/rules/coverage/covered_hours'

/** Turns an instant into the wall clock of a zone; the caller remembers what it computed. */
export type Clock = (instant: string, zone: string) => LocalMoment

/** The instant whose day must lie in the contract's term. */
export function referenceInstant(request: CoverageCase, contract: CaseContract): string {
  return contract.referenceDate === 'intervention' ? (request.interventionAt ?? request.requestedAt) : request.requestedAt
}

/** Why a contract is no candidate at all on a day, or null when it is one. The first reason found is given. */
export function refusalOf(request: CoverageCase, contract: CaseContract, day: CalendarDate): Rejection | null {
  const { status, start, end, waitingDays } = contract
  const refuse = (code: ReasonCode, detail: Record<string, string>): Rejection => ({
    contract: contract.id,
    rule: null,
    category: null,
    code,
    amount: null,
    detail,
  })

  if (!isFor(request, contract)) return refuse('CUSTOMER_MISMATCH', { customer: contract.customer })
  if (contract.currency !== request.currency) return refuse('CURRENCY_MISMATCH', { currency: contract.currency })
  if (status === 'draft') return refuse('NOT_STARTED', { status })
  if (day < start) return refuse('NOT_STARTED', { on: day, start })
  if (status === 'ended' || status === 'closed' || status === 'cancelled') return refuse('EXPIRED', { status })
  if (end !== null && day >= end) return refuse('EXPIRED', { on: day, end })

  const suspension = contract.suspensions.find(({ from, to }) => from <= day && (to === null || day < to))
  if (suspension) return refuse('SUSPENDED', { on: day, from: suspension.from, ...(suspension.to ? { to: suspension.to } : {}) })
  if (status === 'suspended' && contract.suspensions.length === 0) return refuse('SUSPENDED', { status })
  if (request.creditHold && contract.onCreditHold === 'suspend') return refuse('SUSPENDED', { hold: 'credit' })

  if (waitingDays === 0) return null
  const opens = addDays(start, waitingDays)
  return day < opens ? refuse('WAITING_PERIOD', { on: day, opens }) : null
}

function isFor(request: CoverageCase, { customer, coversOrderingParty }: CaseContract): boolean {
  return customer === request.customer || (coversOrderingParty && customer === request.orderingParty)
}
