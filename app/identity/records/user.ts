import type { RecordType } from '#shared/records/record_type'

/** People as other records point at them. Their pages are written by hand, for rights need more than a form. */
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
  fields: [
    { name: 'full_name', kind: 'text', max: 120, listed: true, filter: true, sort: true, written: 'house' },
    { name: 'email', kind: 'email', listed: true, filter: true, written: 'house' },
    { name: 'is_active', kind: 'boolean', filter: true, written: 'house' },
  ],
}
