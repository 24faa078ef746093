import { completeIndexValue } from '#service_contracts/actions/complete_index_value'
import type { RecordType } from '#shared/records/record_type'

/** A published figure that prices follow, such as consumer prices or wages. */
export const PRICE_INDEX: RecordType = {
  name: 'price_index',
  domain: 'service_contracts',
  table: 'price_indices',
  path: '/service-contracts/indices',
  icon: 'chart-line',
  title: ['code', 'name'],
  defaultSort: 'code',
  actions: ['view', 'create', 'edit', 'export', 'import'],
  fields: [
    { name: 'code', kind: 'text', max: 20, required: true, listed: true, filter: true, sort: true, search: true, unique: true },
    { name: 'name', kind: 'text', max: 120, required: true, listed: true, search: true },
    { name: 'source', kind: 'text', max: 160, listed: true },
  ],
  children: [{ type: 'index_value', via: 'price_index_id' }],
}

/** What an index was in a month, as first published or definitive. */
export const INDEX_VALUE: RecordType = {
  name: 'index_value',
  domain: 'service_contracts',
  table: 'index_values',
  path: '/service-contracts/index-values',
  icon: 'chart-line',
  title: ['month', 'value'],
  defaultSort: '-month',
  actions: ['view', 'create', 'edit', 'delete', 'export', 'import'],
  fields: [
    { name: 'price_index_id', kind: 'reference', to: 'price_index', required: true, listed: true, filter: true },
    { name: 'month', kind: 'text', max: 7, required: true, listed: true, filter: true, sort: true },
    { name: 'value', kind: 'decimal', required: true, listed: true },
    { name: 'is_provisional', kind: 'boolean', listed: true, filter: true },
    { name: 'published_on', kind: 'date', listed: true },
  ],
  beforeSave: completeIndexValue,
}
