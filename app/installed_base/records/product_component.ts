import { checkComponent } from '#installed_base/actions/check_component'
import type { RecordType } from '#shared/records/record_type'

/** A part of a product that is looked after on its own; production has its own lists in the ERP. */
export const PRODUCT_COMPONENT: RecordType = {
  name: 'product_component',
  isPart: true,
  domain: 'installed_base',
  table: 'product_components',
  path: '/installed-base/product-components',
  icon: 'git-branch',
  title: ['position', 'id'],
  defaultSort: 'id',
  actions: ['view', 'create', 'edit', 'delete', 'import'],
  fields: [
    { name: 'product_id', kind: 'reference', to: 'product', required: true, listed: true, filter: true },
    { name: 'component_id', kind: 'reference', to: 'product', required: true, listed: true, filter: true },
    { name: 'position', kind: 'text', max: 64, listed: true, initial: '' },
    { name: 'quantity', kind: 'decimal', required: true, initial: '1', listed: true },
    { name: 'notes', kind: 'longtext' },
  ],
  beforeSave: checkComponent,
}
