import type { RecordType } from '#shared/records/record_type'
import { completeClaim } from '#warranty/actions/complete_claim'
import { completeClaimLine, draftOf, sumUp } from '#warranty/actions/complete_claim_line'
import { claimPanel } from '#warranty/queries/claim_panel'

/** What mending or replacing an item under warranty cost, asked for by who did it or by us. */
export const WARRANTY_CLAIM: RecordType = {
  name: 'warranty_claim',
  domain: 'warranty',
  table: 'warranty_claims',
  path: '/warranty/claims',
  plural: 'warranty-claims',
  icon: 'shield-alert',
  title: ['number'],
  subtitle: 'fault',
  defaultSort: '-reported_on',
  actions: ['view', 'create', 'edit', 'export'],
  owner: { user: 'owner_id', group: 'group_id' },
  attachments: { kinds: ['photo', 'report', 'invoice', 'other'] },
  fields: [
    { name: 'number', kind: 'text', max: 20, listed: true, filter: true, search: true, written: 'house' },
    {
      name: 'status',
      kind: 'choice',
      choices: { draft: 'muted', submitted: 'warning', approved: 'success', refused: 'danger', settled: 'neutral', withdrawn: 'muted' },
      listed: true,
      filter: true,
      sort: true,
      written: 'house',
    },
    { name: 'installed_item_id', kind: 'reference', to: 'installed_item', required: true, listed: true, filter: true },
    { name: 'company_id', kind: 'reference', to: 'company', listed: true, filter: true, written: 'house' },
    { name: 'claimant_id', kind: 'reference', to: 'company', filter: true },
    { name: 'failed_on', kind: 'date', required: true, listed: true, filter: true },
    { name: 'reported_on', kind: 'date', filter: true, sort: true },
    { name: 'fault', kind: 'longtext', max: 2000, required: true },
    { name: 'currency', kind: 'text', max: 3, required: true, initial: 'EUR' },
    { name: 'replacement_serial', kind: 'text', max: 128, search: true, heading: 'warranty.headings.replacement' },
    { name: 'replaced_on', kind: 'date', heading: 'warranty.headings.replacement' },
    { name: 'replacement_id', kind: 'reference', to: 'installed_item', written: 'house' },
    { name: 'requested_cents', kind: 'money', currency: 'currency', listed: true, written: 'house' },
    { name: 'covered_cents', kind: 'money', currency: 'currency', written: 'house' },
    { name: 'allowed_cents', kind: 'money', currency: 'currency', listed: true, written: 'house' },
    { name: 'warranty_registration_id', kind: 'reference', to: 'warranty_registration', filter: true, written: 'house' },
    { name: 'decided_by', kind: 'text', max: 120, written: 'house' },
    { name: 'decided_at', kind: 'instant', written: 'house' },
    { name: 'notes', kind: 'longtext' },
  ],
  children: [
    { type: 'warranty_claim_line', via: 'warranty_claim_id' },
    { type: 'supplier_recovery', via: 'warranty_claim_id' },
  ],
  panel: { template: 'components/warranty/claim_panel', load: claimPanel },
  beforeSave: completeClaim,
}

/** One thing a claim asks for: labour, a part, a journey. */
export const WARRANTY_CLAIM_LINE: RecordType = {
  name: 'warranty_claim_line',
  isPart: true,
  domain: 'warranty',
  table: 'warranty_claim_lines',
  path: '/warranty/claim-lines',
  plural: 'warranty-claim-lines',
  icon: 'list',
  title: ['description'],
  defaultSort: 'id',
  actions: ['view', 'create', 'edit', 'delete'],
  fields: [
    { name: 'warranty_claim_id', kind: 'reference', to: 'warranty_claim', required: true, filter: true },
    { name: 'category', kind: 'choice', required: true, choices: { labour: 'neutral', part: 'neutral', travel: 'neutral', expense: 'neutral' }, listed: true, filter: true },
    { name: 'description', kind: 'text', required: true, listed: true },
    { name: 'product_id', kind: 'reference', to: 'product' },
    { name: 'quantity', kind: 'decimal', required: true, initial: '1', listed: true },
    { name: 'unit', kind: 'text', max: 32 },
    { name: 'requested_cents', kind: 'money', currency: 'currency', required: true, listed: true },
    { name: 'covered_cents', kind: 'money', currency: 'currency', listed: true, written: 'house' },
    { name: 'allowed_cents', kind: 'money', currency: 'currency', listed: true, written: 'house' },
    { name: 'currency', kind: 'text', max: 3, hidden: true, written: 'house' },
  ],
  beforeSave: completeClaimLine,
  afterSave: async (row, _before, trx) => sumUp(Number(row.warranty_claim_id), trx),
  beforeDelete: async (row, trx) => {
    await draftOf(Number(row.warranty_claim_id), trx)
    const left = trx.from('warranty_claims').where('id', Number(row.warranty_claim_id))
    await left.decrement('requested_cents', Number(row.requested_cents))
  },
}
