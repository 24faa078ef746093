import { checkCoordinates } from '#installed_base/rules/coordinates'
import type { RecordType } from '#shared/records/record_type'

const COORDINATE = { kind: 'text', max: 16 } as const

/** A place where items stand that is more than the address of the company that holds them. */
export const INSTALLED_SITE: RecordType = {
  name: 'installed_site',
  domain: 'installed_base',
  table: 'installed_sites',
  path: '/installed-base/sites',
  icon: 'map-pin',
  title: ['name'],
  subtitle: 'city',
  defaultSort: 'name',
  isReferableByAll: true,
  actions: ['view', 'create', 'edit', 'delete', 'export', 'import'],
  fields: [
    { name: 'name', kind: 'text', max: 120, required: true, listed: true, filter: true, sort: true, search: true },
    { name: 'company_id', kind: 'reference', to: 'company', listed: true, filter: true },
    { name: 'street', kind: 'text', listed: true },
    { name: 'postal_code', kind: 'text', max: 32, listed: true, filter: true },
    { name: 'city', kind: 'text', max: 128, listed: true, filter: true, sort: true, search: true },
    { name: 'country', kind: 'text', max: 2, listed: true, filter: true },
    { name: 'latitude', ...COORDINATE },
    { name: 'longitude', ...COORDINATE },
    { name: 'notes', kind: 'longtext' },
  ],
  children: [{ type: 'installed_item', via: 'site_id' }],
  beforeSave: async (values) => checkCoordinates(values),
}

/** Items that are sold and looked after together. */
export const COMMERCIAL_GROUP: RecordType = {
  name: 'commercial_group',
  domain: 'installed_base',
  table: 'commercial_groups',
  path: '/installed-base/commercial-groups',
  icon: 'tags',
  title: ['name'],
  subtitle: 'code',
  defaultSort: 'name',
  isReferableByAll: true,
  actions: ['view', 'create', 'edit', 'delete'],
  fields: [
    { name: 'code', kind: 'text', max: 64, required: true, listed: true, filter: true, search: true, unique: true },
    { name: 'name', kind: 'text', max: 120, required: true, listed: true, filter: true, sort: true, search: true },
  ],
  children: [{ type: 'installed_item', via: 'commercial_group_id' }],
}
