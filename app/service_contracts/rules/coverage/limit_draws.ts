import { currencyExponent } from '#shared/money/currency'
import type { CoverageDecision } from '#service_contracts/rules/coverage/coverage_decision'
import { QUANTITY_DECIMALS, unitsOf } from '#service_contracts/rules/coverage/exact'

/** What a decision takes of limits that outlast the event, as it is kept. */
export function limitUses({ lines, currency }: CoverageDecision) {
  return lines
    .flatMap(({ allocations }) => allocations)
    .flatMap(({ contract, limits }) => limits.filter(({ per }) => per !== 'event').map((moved) => ({ contract, moved })))
    .map(({ contract, moved }) => {
      const scale = moved.kind === 'amount' ? currencyExponent(currency) : QUANTITY_DECIMALS
      return {
        service_contract_id: Number(contract),
        limit_key: moved.limit,
        use_key: moved.key,
        period_from: moved.from,
        kind: moved.kind,
        used: Number(unitsOf(moved.before, scale) - unitsOf(moved.after, scale)),
      }
    })
}
