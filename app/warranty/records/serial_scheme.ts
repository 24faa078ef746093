import type { RecordType } from '#shared/records/record_type'
import RegistrationImpossible from '#warranty/errors/registration_impossible'
import { CHECK_DIGIT_SCHEMES } from '#warranty/rules/check_digit'

/** Which serial numbers carry a check digit, by product, by pattern, or both. */
export const SERIAL_SCHEME: RecordType = {
  name: 'serial_scheme',
  domain: 'warranty',
  table: 'serial_schemes',
  path: '/warranty/serial-schemes',
  icon: 'scan-line',
  title: ['pattern', 'scheme'],
  defaultSort: 'id',
  actions: ['view', 'create', 'edit', 'delete', 'export', 'import'],
  fields: [
    { name: 'product_id', kind: 'reference', to: 'product', listed: true, filter: true },
    { name: 'pattern', kind: 'text', max: 64, listed: true, filter: true },
    { name: 'scheme', kind: 'choice', required: true, choices: Object.fromEntries(CHECK_DIGIT_SCHEMES.map((scheme) => [scheme, 'neutral'])), listed: true, filter: true },
    { name: 'is_active', kind: 'boolean', initial: true, listed: true, filter: true },
  ],
  beforeSave: async (values, before) => {
    const whole = { ...before, ...values }
    if (!whole.product_id && !whole.pattern) throw new RegistrationImpossible('pattern_or_product', 'pattern')
  },
}
