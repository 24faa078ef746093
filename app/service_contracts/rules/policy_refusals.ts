import PolicyImpossible from '#service_contracts/errors/policy_impossible'

type Values = Record<string, unknown>

/**
 * Refuses a billing policy that means nothing.
 *
 * @throws {PolicyImpossible} naming the field and what it may hold
 */
export function refuseBadPolicy(values: Values): void {
  const count = Number(values.period_count)
  if (count < 1 || count > 120) throw new PolicyImpossible('period_count', 'period_count')
  if (Number(values.duration_months ?? 0) < 0 || Number(values.duration_months ?? 0) > 1200) {
    throw new PolicyImpossible('duration_months', 'duration')
  }
  if (Number(values.free_days) < 0 || Number(values.free_days) > 3660) throw new PolicyImpossible('free_days', 'free_days')
  if (Number(values.free_periods ?? 0) < 0 || Number(values.free_periods ?? 0) > 120) throw new PolicyImpossible('free_periods', 'free_periods')
  if (values.min_invoice_amount && !(Number(values.min_invoice_amount) > 0)) throw new PolicyImpossible('min_invoice_amount', 'minimum')
  if (values.anchor === 'day_of_month') {
    const day = Number(values.anchor_day)
    if (!(day >= 1 && day <= 31)) throw new PolicyImpossible('anchor_day', 'anchor_day')
  }
}
