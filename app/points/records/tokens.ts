import { completeTokenRule, completeTokenThreshold } from '#points/actions/complete_token_rule'
import { tokenPanel } from '#points/queries/token_panel'
import type { RecordType } from '#shared/records/record_type'

/** How many tokens a unit of a product earns towards a contract of a model, and when. */
export const TOKEN_RULE: RecordType = {
  name: 'token_rule',
  domain: 'points',
  table: 'token_rules',
  path: '/points/token-rules',
  icon: 'coins',
  title: ['title'],
  defaultSort: 'id',
  actions: ['view', 'create', 'edit', 'export', 'import'],
  fields: [
    { name: 'title', kind: 'text', hidden: true, search: true, written: 'house' },
    { name: 'product_id', kind: 'reference', to: 'product', required: true, listed: true, filter: true },
    { name: 'contract_model_id', kind: 'reference', to: 'contract_model', required: true, listed: true, filter: true },
    { name: 'tokens', kind: 'decimal', required: true, listed: true },
    { name: 'earned_on', kind: 'choice', required: true, initial: 'invoice', choices: { invoice: 'info', order: 'neutral', delivery: 'neutral' }, listed: true, filter: true },
    { name: 'is_active', kind: 'boolean', initial: true, listed: true, filter: true },
    { name: 'pair_key', kind: 'text', max: 40, hidden: true, unique: true, written: 'house' },
  ],
  beforeSave: completeTokenRule,
}

/** How many tokens bring a company a contract of a model, and with how many points. */
export const TOKEN_THRESHOLD: RecordType = {
  name: 'token_threshold',
  domain: 'points',
  table: 'token_thresholds',
  path: '/points/token-thresholds',
  icon: 'flag',
  title: ['title'],
  defaultSort: 'id',
  actions: ['view', 'create', 'edit', 'delete', 'export'],
  fields: [
    { name: 'title', kind: 'text', hidden: true, search: true, written: 'house' },
    { name: 'contract_model_id', kind: 'reference', to: 'contract_model', required: true, listed: true, filter: true },
    { name: 'company_id', kind: 'reference', to: 'company', listed: true, filter: true },
    { name: 'tokens', kind: 'decimal', required: true, listed: true },
    { name: 'points', kind: 'decimal', required: true, listed: true },
    { name: 'unit_value', kind: 'decimal' },
    { name: 'currency', kind: 'text', max: 3, required: true, initial: 'EUR' },
    { name: 'pair_key', kind: 'text', max: 40, hidden: true, unique: true, written: 'house' },
  ],
  beforeSave: completeTokenThreshold,
}

/** What a company has earned towards contracts of one model. */
export const TOKEN_ACCOUNT: RecordType = {
  name: 'token_account',
  domain: 'points',
  table: 'token_accounts',
  path: '/points/tokens',
  icon: 'medal',
  title: ['title'],
  defaultSort: '-id',
  actions: ['view', 'export'],
  fields: [
    { name: 'title', kind: 'text', hidden: true, search: true, written: 'house' },
    { name: 'company_id', kind: 'reference', to: 'company', required: true, listed: true, filter: true, written: 'house' },
    { name: 'contract_model_id', kind: 'reference', to: 'contract_model', required: true, listed: true, filter: true, written: 'house' },
    { name: 'balance', kind: 'decimal', listed: true, written: 'house' },
    { name: 'crossings', kind: 'whole', listed: true, written: 'house' },
  ],
  panel: { template: 'components/points/token_panel', load: tokenPanel },
}
