import { completeDebitRule } from '#points/actions/complete_debit_rule'
import type { RecordType } from '#shared/records/record_type'

/** How many points a request costs: once for itself, or for each unit consumed; for all or for some. */
export const DEBIT_RULE: RecordType = {
  name: 'debit_rule',
  domain: 'points',
  table: 'debit_rules',
  path: '/points/debit-rules',
  icon: 'list-ordered',
  title: ['name'],
  defaultSort: 'name',
  actions: ['view', 'create', 'edit', 'delete', 'export', 'import'],
  fields: [
    { name: 'name', kind: 'text', max: 120, required: true, listed: true, filter: true, sort: true, search: true },
    { name: 'type', kind: 'choice', required: true, initial: 'contractual', choices: { contractual: 'info', complementary: 'neutral' }, listed: true, filter: true },
    { name: 'company_id', kind: 'reference', to: 'company', listed: true, filter: true },
    { name: 'installed_item_id', kind: 'reference', to: 'installed_item', listed: true, filter: true },
    { name: 'skill', kind: 'text', max: 120, listed: true, filter: true },
    { name: 'product_id', kind: 'reference', to: 'product', listed: true, filter: true },
    { name: 'points', kind: 'decimal', listed: true },
    { name: 'step', kind: 'decimal', listed: true },
    { name: 'zero_counts', kind: 'boolean' },
    { name: 'valid_from', kind: 'date' },
    { name: 'valid_to', kind: 'date' },
    { name: 'notes', kind: 'longtext' },
  ],
  beforeSave: completeDebitRule,
}
