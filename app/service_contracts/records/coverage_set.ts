import { IANAZone } from 'luxon'
import CoverageImpossible from '#service_contracts/errors/coverage_impossible'
import { coverageSetPanel } from '#service_contracts/queries/coverage_set_panel'
import { refuseBadLimit, refuseBadRule } from '#service_contracts/records/coverage_saving'
import type { RecordType } from '#shared/records/record_type'

/** What contracts of a model cover. Edited freely; contracts take over what is published. */
export const COVERAGE_SET: RecordType = {
  name: 'coverage_set',
  domain: 'service_contracts',
  table: 'coverage_sets',
  path: '/service-contracts/coverage-sets',
  icon: 'shield-check',
  title: ['name'],
  subtitle: 'code',
  defaultSort: 'name',
  actions: ['view', 'create', 'edit', 'export'],
  fields: [
    { name: 'code', kind: 'text', max: 64, required: true, listed: true, filter: true, search: true, unique: true },
    { name: 'name', kind: 'text', max: 120, required: true, listed: true, filter: true, sort: true, search: true },
    { name: 'covers_all_skills', kind: 'boolean', initial: true, listed: true },
    { name: 'waiting_days', kind: 'whole', required: true, initial: 0 },
    { name: 'deductible', kind: 'decimal' },
    { name: 'reference_date', kind: 'choice', required: true, initial: 'request', choices: { request: 'neutral', intervention: 'neutral' } },
    { name: 'on_credit_hold', kind: 'choice', required: true, initial: 'cover', choices: { cover: 'neutral', suspend: 'warning' } },
    { name: 'covers_ordering_party', kind: 'boolean', initial: false },
    { name: 'time_zone', kind: 'text', max: 64, required: true, initial: 'Europe/Madrid' },
    { name: 'published_number', kind: 'whole', listed: true, written: 'house' },
    { name: 'notes', kind: 'longtext' },
  ],
  children: [
    { type: 'coverage_rule', via: 'coverage_set_id' },
    { type: 'coverage_limit', via: 'coverage_set_id' },
    { type: 'contract_model', via: 'coverage_set_id' },
  ],
  panel: { template: 'components/service_contracts/coverage_set_panel', load: coverageSetPanel },
  beforeSave: async (values) => {
    if (values.time_zone && !IANAZone.isValidZone(String(values.time_zone))) throw new CoverageImpossible('time_zone', 'zone')
    if (Number(values.waiting_days ?? 0) < 0) throw new CoverageImpossible('waiting_days', 'negative')
    if (String(values.deductible ?? '').startsWith('-')) throw new CoverageImpossible('deductible', 'negative')
  },
}

/** One row of a set: for which item and skill, which category, at what percentage and on what terms. */
export const COVERAGE_RULE: RecordType = {
  name: 'coverage_rule',
  isPart: true,
  domain: 'service_contracts',
  table: 'coverage_rules',
  path: '/service-contracts/coverage-rules',
  icon: 'list-checks',
  title: ['category', 'percent'],
  defaultSort: 'id',
  actions: ['view', 'create', 'edit', 'delete'],
  fields: [
    { name: 'coverage_set_id', kind: 'reference', to: 'coverage_set', required: true, filter: true },
    {
      name: 'category',
      kind: 'choice',
      required: true,
      initial: 'any',
      choices: { any: 'neutral', part: 'info', labour: 'info', travel: 'info', expense: 'info' },
      listed: true,
    },
    { name: 'percent', kind: 'decimal', required: true, initial: '100', listed: true },
    {
      name: 'item_scope',
      kind: 'choice',
      required: true,
      initial: 'contract_items',
      choices: { contract_items: 'neutral', item: 'neutral', component: 'neutral', product: 'neutral', family: 'neutral', commercial_group: 'neutral', site: 'neutral', all: 'neutral' },
      listed: true,
    },
    { name: 'skill_id', kind: 'reference', to: 'skill', listed: true },
    { name: 'installed_item_id', kind: 'reference', to: 'installed_item', heading: 'coverage.which_items' },
    { name: 'component_path', kind: 'text', max: 120, heading: 'coverage.which_items' },
    { name: 'product_id', kind: 'reference', to: 'product', heading: 'coverage.which_items' },
    { name: 'product_family_id', kind: 'reference', to: 'product_family', heading: 'coverage.which_items' },
    { name: 'commercial_group_id', kind: 'reference', to: 'commercial_group', heading: 'coverage.which_items' },
    { name: 'site', kind: 'text', max: 255, heading: 'coverage.which_items' },
    { name: 'place', kind: 'text', max: 255, heading: 'coverage.which_items' },
    { name: 'excluded_components', kind: 'text', max: 255, heading: 'coverage.which_items' },
    { name: 'included_products', kind: 'text', max: 255, heading: 'coverage.on_what_terms' },
    { name: 'excluded_products', kind: 'text', max: 255, heading: 'coverage.on_what_terms' },
    { name: 'unit_price_ceiling', kind: 'decimal', heading: 'coverage.on_what_terms' },
    { name: 'above_ceiling', kind: 'choice', required: true, initial: 'cap', choices: { cap: 'neutral', refuse: 'warning' }, heading: 'coverage.on_what_terms' },
    { name: 'hours_calendar_id', kind: 'reference', to: 'hours_calendar', listed: true, heading: 'coverage.on_what_terms' },
    { name: 'deductible', kind: 'decimal', listed: true, heading: 'coverage.on_what_terms' },
  ],
  beforeSave: refuseBadRule,
}

/** The most that a contract pays: an amount or a quantity. */
export const COVERAGE_LIMIT: RecordType = {
  name: 'coverage_limit',
  isPart: true,
  domain: 'service_contracts',
  table: 'coverage_limits',
  path: '/service-contracts/coverage-limits',
  icon: 'gauge',
  title: ['per', 'figure'],
  defaultSort: 'id',
  actions: ['view', 'create', 'edit', 'delete'],
  fields: [
    { name: 'coverage_set_id', kind: 'reference', to: 'coverage_set', required: true, filter: true },
    { name: 'kind', kind: 'choice', required: true, initial: 'amount', choices: { amount: 'neutral', quantity: 'neutral' }, listed: true },
    { name: 'figure', kind: 'decimal', required: true, listed: true },
    { name: 'unit', kind: 'text', max: 32, listed: true },
    {
      name: 'per',
      kind: 'choice',
      required: true,
      initial: 'contract_period',
      choices: { event: 'neutral', item_period: 'neutral', skill_period: 'neutral', contract_period: 'neutral', contract_life: 'neutral' },
      listed: true,
    },
    { name: 'period_unit', kind: 'choice', required: true, initial: 'year', choices: { month: 'neutral', year: 'neutral' }, listed: true },
    { name: 'period_count', kind: 'whole', required: true, initial: 1 },
    { name: 'period_from', kind: 'choice', required: true, initial: 'contract', choices: { contract: 'neutral', calendar: 'neutral' } },
    { name: 'category', kind: 'choice', required: true, initial: 'any', choices: { any: 'neutral', part: 'info', labour: 'info', travel: 'info', expense: 'info' }, listed: true },
    { name: 'coverage_rule_id', kind: 'reference', to: 'coverage_rule' },
  ],
  beforeSave: refuseBadLimit,
}
