import type { RecordType } from '#shared/records/record_type'
import RenewalImpossible from '#service_contracts/errors/renewal_impossible'

/** When the law of a country wants the customer reminded in writing that a contract will renew itself. */
export const REMINDER_WINDOW: RecordType = {
  name: 'reminder_window',
  domain: 'service_contracts',
  table: 'reminder_windows',
  path: '/service-contracts/reminder-windows',
  icon: 'bell',
  title: ['country'],
  defaultSort: 'country',
  actions: ['view', 'create', 'edit', 'delete', 'export'],
  fields: [
    { name: 'country', kind: 'text', max: 2, required: true, listed: true, filter: true, sort: true, search: true, unique: true },
    { name: 'from_days', kind: 'whole', required: true, initial: 30, listed: true },
    { name: 'to_days', kind: 'whole', required: true, initial: 15, listed: true },
    { name: 'law', kind: 'text', max: 160, listed: true },
  ],
  beforeSave: async (values, before) => {
    const whole = { ...before, ...values }
    values.country = String(whole.country).toUpperCase()
    if (Number(whole.from_days) < Number(whole.to_days) || Number(whole.to_days) < 0) throw new RenewalImpossible('from_days', 'reminder')
  },
}
