import type { Field } from '#shared/records/record_type'
import { RENEWAL_MODES } from '#service_contracts/rules/renewal/renewal_step'

const neutral = (values: readonly string[]) => Object.fromEntries(values.map((value) => [value, 'neutral' as const]))

const FIELDS: Field[] = [
  { name: 'renewal_mode', kind: 'choice', required: true, initial: 'none', choices: neutral(RENEWAL_MODES), filter: true },
  { name: 'notice_count', kind: 'whole', required: true, initial: 3 },
  { name: 'notice_unit', kind: 'choice', required: true, initial: 'month', choices: neutral(['day', 'month']) },
  { name: 'renewal_months', kind: 'whole' },
  { name: 'max_renewals', kind: 'whole' },
  { name: 'renewal_lines', kind: 'choice', required: true, initial: 'extend', choices: neutral(['extend', 'new']) },
  { name: 'alert_days', kind: 'whole' },
  { name: 'reminder_from_days', kind: 'whole' },
  { name: 'reminder_to_days', kind: 'whole' },
]

/** The fields that say whether and how a contract is renewed; a model and its contracts have the same. */
export const RENEWAL_FIELDS: Field[] = FIELDS.map((field) => ({ ...field, heading: 'renewal.policy' }))

/** What a contract takes over from its model at birth. */
export const RENEWAL_COLUMNS = FIELDS.map(({ name }) => name)
