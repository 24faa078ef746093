import { completeOpportunity } from '#sales/actions/complete_opportunity'
import { completeOpportunityLine, openOpportunity, sumUpOpportunity } from '#sales/actions/complete_opportunity_line'
import { amountOfLines, opportunityPanel } from '#sales/queries/opportunity_panel'
import { overdueMarks } from '#sales/queries/sales_marks'
import SaleImpossible from '#sales/errors/sale_impossible'
import { LOST_REASONS } from '#sales/rules/opportunity_status'
import type { RecordType } from '#shared/records/record_type'

const neutral = (values: readonly string[]) => Object.fromEntries(values.map((value) => [value, 'neutral' as const]))

/** A deal that may come about with a company: what they may buy, when, and how likely. */
export const OPPORTUNITY: RecordType = {
  name: 'opportunity',
  domain: 'sales',
  table: 'opportunities',
  path: '/sales/opportunities',
  icon: 'trending-up',
  title: ['number', 'title'],
  defaultSort: '-number',
  actions: ['view', 'create', 'edit', 'delete', 'export', 'import'],
  owner: { user: 'owner_id', group: 'group_id' },
  attachments: { kinds: ['correspondence', 'specification', 'other'] },
  fields: [
    { name: 'number', kind: 'text', max: 20, listed: true, filter: true, sort: true, search: true, written: 'house' },
    { name: 'title', kind: 'text', max: 160, required: true, listed: true, filter: true, search: true },
    { name: 'company_id', kind: 'reference', to: 'company', required: true, listed: true, filter: true },
    { name: 'contact_id', kind: 'reference', to: 'contact', filter: true },
    { name: 'origin', kind: 'choice', choices: neutral(['customer', 'referral', 'campaign', 'web', 'visit', 'service', 'tender', 'other']), filter: true },
    { name: 'status', kind: 'choice', choices: { open: 'info', won: 'success', lost: 'muted' }, listed: true, filter: true, written: 'house' },
    { name: 'closes_on', kind: 'date', required: true, listed: true, filter: true, sort: true },
    { name: 'probability', kind: 'whole', required: true, initial: 50, listed: true, filter: true },
    { name: 'currency', kind: 'text', max: 3, required: true, initial: 'EUR' },
    { name: 'amount_cents', kind: 'money', currency: 'currency', listed: true, filter: true },
    { name: 'weighted_cents', kind: 'money', currency: 'currency', listed: true, written: 'house' },
    { name: 'lost_reason', kind: 'choice', choices: neutral(LOST_REASONS), filter: true, written: 'house' },
    { name: 'closing_note', kind: 'longtext', written: 'house' },
    { name: 'closed_on', kind: 'date', filter: true, written: 'house' },
    { name: 'owner_id', kind: 'reference', to: 'user', listed: true, filter: true },
    { name: 'notes', kind: 'longtext' },
  ],
  children: [{ type: 'opportunity_line', via: 'opportunity_id' }],
  marks: overdueMarks,
  panel: { template: 'components/sales/opportunity_panel', load: opportunityPanel },
  locked: amountOfLines,
  beforeSave: completeOpportunity,
  beforeDelete: async (row, trx) => {
    if (await trx.from('offers').where('opportunity_id', row.id).first()) throw new SaleImpossible('has_offers')
  },
}

/** A product that an opportunity is expected to sell. */
export const OPPORTUNITY_LINE: RecordType = {
  name: 'opportunity_line',
  isPart: true,
  domain: 'sales',
  table: 'opportunity_lines',
  path: '/sales/opportunity-lines',
  plural: 'opportunity-lines',
  icon: 'list',
  title: ['description'],
  defaultSort: 'id',
  actions: ['view', 'create', 'edit', 'delete', 'import'],
  fields: [
    { name: 'opportunity_id', kind: 'reference', to: 'opportunity', required: true, filter: true },
    { name: 'product_id', kind: 'reference', to: 'product', listed: true, filter: true },
    { name: 'description', kind: 'text', listed: true },
    { name: 'quantity', kind: 'decimal', required: true, initial: '1', listed: true },
    { name: 'unit_price', kind: 'decimal', isPrice: true, currency: 'currency', listed: true },
    { name: 'currency', kind: 'text', max: 3, hidden: true, written: 'house' },
    { name: 'net_cents', kind: 'money', currency: 'currency', listed: true, written: 'house' },
  ],
  beforeSave: completeOpportunityLine,
  afterSave: async (row, _before, trx) => sumUpOpportunity(Number(row.opportunity_id), trx),
  beforeDelete: async (row, trx) => {
    await openOpportunity(Number(row.opportunity_id), trx)
    await sumUpOpportunity(Number(row.opportunity_id), trx, row.id)
  },
}
