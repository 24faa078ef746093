import type { BillingPolicy, PartialPolicy } from '#service_contracts/rules/contract_line_terms'

/** How a period that is not billed in full length is billed. */
export interface StubTreatment {
  treatment: 'prorated' | 'flat' | 'free'
  joinsNext: boolean
  joinsPrevious: boolean
}

const WHOLE_PERIOD: StubTreatment = { treatment: 'prorated', joinsNext: false, joinsPrevious: false }

/**
 * How a period is billed that the line begins after (`isLeading`) or ends before
 * (`isTrailing`). Where both hold, the rule for the first period decides if it is free or
 * full, else that for the last one. A long stub is billed together with the whole period
 * next to it.
 */
export function stubTreatment(policy: BillingPolicy, isLeading: boolean, isTrailing: boolean): StubTreatment {
  if (!isLeading && !isTrailing) return WHOLE_PERIOD

  const first: PartialPolicy = isLeading ? (policy.firstPartial ?? 'short') : 'short'
  const last: PartialPolicy = isTrailing ? (policy.lastPartial ?? 'short') : 'short'
  return {
    treatment: treatmentOf(first) ?? treatmentOf(last) ?? 'prorated',
    joinsNext: first === 'long',
    joinsPrevious: last === 'long',
  }
}

function treatmentOf(policy: PartialPolicy): 'flat' | 'free' | null {
  return policy === 'full' ? 'flat' : policy === 'free' ? 'free' : null
}
