import { completeOffer, refuseSentOffer, takeOpportunityLines } from '#sales/actions/complete_offer'
import { completeOfferLine, draftOffer, sumUpOffer } from '#sales/actions/complete_offer_line'
import { offerPage } from '#sales/queries/offer_page'
import { expiryMarks } from '#sales/queries/sales_marks'
import { REJECT_REASONS } from '#sales/rules/offer_status'
import type { RecordType } from '#shared/records/record_type'

/** What we offer a company to sell, at which prices and until when. */
export const OFFER: RecordType = {
  name: 'offer',
  domain: 'sales',
  table: 'offers',
  path: '/sales/offers',
  icon: 'file-text',
  title: ['number', 'subject'],
  defaultSort: '-number',
  actions: ['view', 'create', 'edit', 'delete', 'export'],
  owner: { user: 'owner_id', group: 'group_id' },
  attachments: { kinds: ['offer', 'specification', 'correspondence', 'other'] },
  fields: [
    { name: 'number', kind: 'text', max: 20, listed: true, filter: true, sort: true, search: true, written: 'house' },
    { name: 'subject', kind: 'text', max: 160, required: true, listed: true, filter: true, search: true },
    { name: 'company_id', kind: 'reference', to: 'company', required: true, listed: true, filter: true },
    { name: 'contact_id', kind: 'reference', to: 'contact', filter: true },
    { name: 'opportunity_id', kind: 'reference', to: 'opportunity', filter: true },
    {
      name: 'status',
      kind: 'choice',
      choices: { draft: 'muted', sent: 'info', accepted: 'success', rejected: 'danger', replaced: 'muted' },
      listed: true,
      filter: true,
      written: 'house',
    },
    { name: 'valid_until', kind: 'date', listed: true, filter: true, sort: true },
    { name: 'currency', kind: 'text', max: 3, required: true, initial: 'EUR' },
    { name: 'net_cents', kind: 'money', currency: 'currency', listed: true, filter: true, written: 'house' },
    { name: 'budget_cents', kind: 'money', currency: 'currency', listed: true },
    { name: 'description', kind: 'longtext' },
    { name: 'sent_on', kind: 'date', filter: true, written: 'house' },
    { name: 'decided_on', kind: 'date', filter: true, written: 'house' },
    { name: 'customer_reference', kind: 'text', max: 64, search: true, written: 'house' },
    { name: 'reject_reason', kind: 'choice', choices: Object.fromEntries(REJECT_REASONS.map((reason) => [reason, 'neutral' as const])), filter: true, written: 'house' },
    { name: 'closing_note', kind: 'longtext', written: 'house' },
    { name: 'replaces_id', kind: 'reference', to: 'offer', filter: true, written: 'house' },
    { name: 'owner_id', kind: 'reference', to: 'user', filter: true },
  ],
  marks: expiryMarks,
  page: { template: 'pages/sales/offers/show', load: offerPage },
  beforeSave: completeOffer,
  afterSave: takeOpportunityLines,
  beforeDelete: refuseSentOffer,
}

/** One thing an offer offers: a product, or something said in words. */
export const OFFER_LINE: RecordType = {
  name: 'offer_line',
  isPart: true,
  domain: 'sales',
  table: 'offer_lines',
  path: '/sales/offer-lines',
  plural: 'offer-lines',
  icon: 'list',
  title: ['description'],
  defaultSort: 'id',
  actions: ['view', 'create', 'edit', 'delete'],
  fields: [
    { name: 'offer_id', kind: 'reference', to: 'offer', required: true, filter: true },
    { name: 'position', kind: 'whole', listed: true, written: 'house' },
    { name: 'product_id', kind: 'reference', to: 'product', listed: true, filter: true },
    { name: 'description', kind: 'text', listed: true },
    { name: 'quantity', kind: 'decimal', required: true, initial: '1', listed: true },
    { name: 'unit_price', kind: 'decimal', isPrice: true, currency: 'currency', listed: true },
    { name: 'discount_percent', kind: 'decimal', listed: true },
    { name: 'currency', kind: 'text', max: 3, hidden: true, written: 'house' },
    { name: 'net_cents', kind: 'money', currency: 'currency', listed: true, written: 'house' },
  ],
  beforeSave: completeOfferLine,
  afterSave: async (row, _before, trx) => sumUpOffer(Number(row.offer_id), trx),
  beforeDelete: async (row, trx) => {
    await draftOffer(Number(row.offer_id), trx)
    await sumUpOffer(Number(row.offer_id), trx, row.id)
  },
}
