import type { RecordType } from '#shared/records/record_type'

/** Says on the page of a mirrored record how old what it shows is. */
export const AS_OF: RecordType['panel'] = { template: 'components/mirror/as_of', load: async () => ({}) }
