import type { RecordType } from '#shared/records/record_type'

/** A person who signs in, as far as other records refer to one. */
export const USER: RecordType = {
  name: 'user',
  domain: 'identity',
  table: 'users',
  path: '/identity/users',
  icon: 'user',
  title: ['full_name'],
  subtitle: 'email',
  defaultSort: 'full_name',
  actions: ['view'],
  isReferableByAll: true,
  fields: [
    { name: 'full_name', kind: 'text', required: true, listed: true, filter: true, sort: true, written: 'house' },
    { name: 'email', kind: 'email', listed: true, filter: true, written: 'house' },
    { name: 'is_active', kind: 'boolean', listed: true, filter: true, written: 'house' },
  ],
}
