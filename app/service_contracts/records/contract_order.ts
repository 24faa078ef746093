import { completeOrder } from '#service_contracts/actions/complete_order'
import type { RecordType } from '#shared/records/record_type'

/** The number of the customer's own order that invoices of a contract have to name, for some days or lines or for all. */
export const CONTRACT_ORDER: RecordType = {
  name: 'contract_order',
  isPart: true,
  domain: 'service_contracts',
  table: 'contract_orders',
  path: '/service-contracts/orders',
  plural: 'contract-orders',
  icon: 'hash',
  title: ['number'],
  defaultSort: 'id',
  actions: ['view', 'create', 'edit', 'delete'],
  fields: [
    { name: 'service_contract_id', kind: 'reference', to: 'service_contract', required: true, filter: true },
    { name: 'number', kind: 'text', max: 64, required: true, listed: true, filter: true },
    { name: 'contract_line_id', kind: 'reference', to: 'contract_line', listed: true },
    { name: 'from_on', kind: 'date', listed: true },
    { name: 'to_on', kind: 'date', listed: true },
  ],
  beforeSave: completeOrder,
}
