import { addMonthsAnchored } from '#shared/calendar/calendar_date'
import type { ContractLineTerms } from '#service_contracts/rules/contract_line_terms'
import { timeline } from '#service_contracts/rules/schedule'

/**
 * What a line costs over its term in minor units, or over its first year while it is open.
 *
 * @throws {BillingRefused} as the schedule of the line would
 */
export function valueOfTerm(terms: ContractLineTerms): number {
  const until = terms.end ?? addMonthsAnchored(terms.start, 12)
  return timeline({ ...terms, end: until }, terms.start, until).reduce((sum, { amountMinor }) => sum + amountMinor, 0)
}
