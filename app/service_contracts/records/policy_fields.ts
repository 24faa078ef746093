import type { Field } from '#shared/records/record_type'

const POLICY: Field[] = [
  {
    name: 'period_unit',
    kind: 'choice',
    required: true,
    initial: 'month',
    choices: { day: 'neutral', week: 'neutral', month: 'neutral', quarter: 'neutral', half: 'neutral', year: 'neutral' },
  },
  { name: 'period_count', kind: 'whole', required: true, initial: 1 },
  { name: 'mode', kind: 'choice', required: true, initial: 'advance', choices: { advance: 'neutral', arrears: 'neutral' } },
  {
    name: 'anchor',
    kind: 'choice',
    required: true,
    initial: 'start',
    choices: { start: 'neutral', day_of_month: 'neutral', month_end: 'neutral', calendar: 'neutral', calendar_months: 'neutral' },
  },
  { name: 'anchor_day', kind: 'whole' },
  { name: 'lead_days', kind: 'whole', required: true, initial: 0 },
  { name: 'lag_days', kind: 'whole', required: true, initial: 0 },
  {
    name: 'first_partial',
    kind: 'choice',
    required: true,
    initial: 'short',
    choices: { short: 'neutral', long: 'neutral', free: 'neutral', full: 'neutral' },
  },
  { name: 'last_partial', kind: 'choice', required: true, initial: 'short', choices: { short: 'neutral', free: 'neutral', full: 'neutral' } },
  {
    name: 'proration',
    kind: 'choice',
    required: true,
    initial: 'actual',
    choices: {
      actual: 'neutral',
      none: 'neutral',
      actual_365: 'neutral',
      actual_360: 'neutral',
      fixed_30: 'neutral',
      strict_30_360: 'neutral',
      by_month_first: 'neutral',
    },
  },
  { name: 'free_days', kind: 'whole', required: true, initial: 0 },
  { name: 'free_periods', kind: 'whole', initial: 0 },
  {
    name: 'grouping',
    kind: 'choice',
    required: true,
    initial: 'customer',
    choices: { customer: 'neutral', contract: 'neutral', order: 'neutral', item: 'neutral', site: 'neutral' },
  },
  { name: 'min_invoice_amount', kind: 'decimal', isPrice: true, currency: 'currency' },
  { name: 'revaluation_policy_id', kind: 'reference', to: 'revaluation_policy' },
]

/** The fields that say when and how something is billed; a model and its contracts have the same. */
export const POLICY_FIELDS: Field[] = POLICY.map((field) => ({ ...field, heading: 'service_contracts.billing_policy' }))
