import type { Field } from '#shared/records/record_type'

const SHORTAGE = 'points.headings.shortage'
const RECHARGE = 'points.headings.recharge'

/** What happens when points run out: fields that an account and the grant of a contract model share. */
export const POINT_POLICY_FIELDS: Field[] = [
  {
    name: 'shortage',
    kind: 'choice',
    required: true,
    initial: 'block',
    choices: { block: 'neutral', overdraw: 'warning', invoice_remainder: 'info' },
    filter: true,
    heading: SHORTAGE,
  },
  { name: 'overdraft_limit', kind: 'decimal', heading: SHORTAGE },
  { name: 'remainder_price', kind: 'decimal', heading: SHORTAGE },
  { name: 'grace_days', kind: 'whole', required: true, initial: 30, heading: SHORTAGE },
  { name: 'recharge_below', kind: 'decimal', heading: RECHARGE },
  { name: 'recharge_points', kind: 'decimal', heading: RECHARGE },
  { name: 'recharge_price', kind: 'decimal', heading: RECHARGE },
  { name: 'recharge_opens', kind: 'choice', initial: 'payment', choices: { approval: 'neutral', posting: 'neutral', payment: 'neutral' }, heading: RECHARGE },
  { name: 'recharge_months', kind: 'whole', heading: RECHARGE },
]
