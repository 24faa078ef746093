import { completeRevaluationPolicy, completeRevaluationTerm } from '#service_contracts/actions/complete_revaluation_policy'
import type { RecordType } from '#shared/records/record_type'

/** How prices follow time: by a percentage or a formula of indices, when, and within which limits. */
export const REVALUATION_POLICY: RecordType = {
  name: 'revaluation_policy',
  domain: 'service_contracts',
  table: 'revaluation_policies',
  path: '/service-contracts/revaluation-policies',
  icon: 'trending-up',
  title: ['name'],
  subtitle: 'code',
  defaultSort: 'code',
  actions: ['view', 'create', 'edit', 'delete', 'export'],
  fields: [
    { name: 'code', kind: 'text', max: 20, required: true, listed: true, filter: true, sort: true, search: true, unique: true },
    { name: 'name', kind: 'text', max: 120, required: true, listed: true, search: true },
    { name: 'method', kind: 'choice', required: true, initial: 'index', choices: { percent: 'neutral', index: 'info', highest: 'info', lowest: 'info', price: 'neutral' }, listed: true, filter: true },
    { name: 'pct', kind: 'decimal' },
    { name: 'fixed_share', kind: 'decimal', initial: '0' },
    { name: 'base', kind: 'choice', required: true, initial: 'chained', choices: { chained: 'neutral', fixed: 'neutral' } },
    { name: 'lag_months', kind: 'whole', required: true, initial: 1 },
    { name: 'floor_pct', kind: 'decimal' },
    { name: 'cap_pct', kind: 'decimal', listed: true },
    { name: 'threshold_pct', kind: 'decimal' },
    { name: 'effective', kind: 'choice', required: true, initial: 'next_period', choices: { next_period: 'neutral', exact: 'neutral' } },
    { name: 'first_after_months', kind: 'whole', required: true, initial: 12 },
    { name: 'every_months', kind: 'whole', required: true, initial: 12, listed: true },
  ],
  children: [
    { type: 'revaluation_term', via: 'revaluation_policy_id' },
    { type: 'service_contract', via: 'revaluation_policy_id' },
  ],
  beforeSave: completeRevaluationPolicy,
}

/** An index in a revaluation policy, with its weight. */
export const REVALUATION_TERM: RecordType = {
  name: 'revaluation_term',
  isPart: true,
  domain: 'service_contracts',
  table: 'revaluation_terms',
  path: '/service-contracts/revaluation-terms',
  icon: 'trending-up',
  title: ['id'],
  defaultSort: 'id',
  actions: ['view', 'create', 'edit', 'delete'],
  fields: [
    { name: 'revaluation_policy_id', kind: 'reference', to: 'revaluation_policy', required: true, filter: true },
    { name: 'price_index_id', kind: 'reference', to: 'price_index', required: true, listed: true },
    { name: 'weight', kind: 'decimal', required: true, initial: '1', listed: true },
  ],
  beforeSave: completeRevaluationTerm,
}
