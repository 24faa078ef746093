import { completeMilestone, lockedPlan, planWith, planWithout } from '#projects/actions/complete_milestone'
import { completeProject, followPrice, lockedAgreement, refuseBegunProject } from '#projects/actions/complete_project'
import { milestonePanel } from '#projects/queries/milestone_panel'
import { overdueMilestones } from '#projects/queries/project_marks'
import { projectPanel } from '#projects/queries/project_panel'
import type { RecordType } from '#shared/records/record_type'

/** Work sold as a whole at a price, which is billed by its milestones. */
export const PROJECT: RecordType = {
  name: 'project',
  domain: 'projects',
  table: 'projects',
  path: '/projects',
  icon: 'milestone',
  title: ['number', 'name'],
  defaultSort: '-number',
  actions: ['view', 'create', 'edit', 'delete', 'export'],
  owner: { user: 'owner_id', group: 'group_id' },
  attachments: { kinds: ['specification', 'correspondence', 'other'] },
  fields: [
    { name: 'number', kind: 'text', max: 20, unique: true, listed: true, filter: true, sort: true, search: true, written: 'house' },
    { name: 'name', kind: 'text', max: 100, required: true, listed: true, filter: true, search: true },
    { name: 'company_id', kind: 'reference', to: 'company', required: true, listed: true, filter: true },
    { name: 'status', kind: 'choice', choices: { planned: 'muted', running: 'info', closed: 'success', cancelled: 'danger' }, listed: true, filter: true, written: 'house' },
    { name: 'currency', kind: 'text', max: 3, required: true, initial: 'EUR' },
    { name: 'price_cents', kind: 'money', currency: 'currency', required: true, listed: true, filter: true },
    { name: 'starts_on', kind: 'date', listed: true, filter: true, sort: true },
    { name: 'ends_on', kind: 'date', listed: true, filter: true },
    { name: 'bill_to_id', kind: 'reference', to: 'company', filter: true },
    { name: 'purchase_order', kind: 'text', max: 40, filter: true, search: true },
    { name: 'opportunity_id', kind: 'reference', to: 'opportunity', filter: true },
    { name: 'offer_id', kind: 'reference', to: 'offer', filter: true },
    { name: 'description', kind: 'longtext' },
    { name: 'moved_reason', kind: 'text', written: 'house' },
    { name: 'closed_on', kind: 'date', filter: true, written: 'house' },
    { name: 'owner_id', kind: 'reference', to: 'user', listed: true, filter: true },
  ],
  panel: { template: 'components/projects/project_panel', load: projectPanel },
  locked: lockedAgreement,
  beforeSave: completeProject,
  afterSave: followPrice,
  beforeDelete: refuseBegunProject,
}

/** Something of a project that is reached on a day and then billed, once. */
export const PROJECT_MILESTONE: RecordType = {
  name: 'project_milestone',
  isPart: true,
  domain: 'projects',
  table: 'project_milestones',
  path: '/project-milestones',
  icon: 'flag',
  title: ['name'],
  defaultSort: 'due_on',
  actions: ['view', 'create', 'edit', 'delete', 'export'],
  attachments: { kinds: ['proof', 'other'] },
  fields: [
    { name: 'project_id', kind: 'reference', to: 'project', required: true, listed: true, filter: true },
    { name: 'name', kind: 'text', max: 80, required: true, listed: true, filter: true },
    { name: 'share', kind: 'text', max: 24 },
    { name: 'amount', kind: 'decimal', isPrice: true, currency: 'currency' },
    { name: 'due_on', kind: 'date', listed: true, filter: true, sort: true },
    { name: 'product_id', kind: 'reference', to: 'product', filter: true },
    { name: 'tax_code_id', kind: 'reference', to: 'tax_code' },
    { name: 'position', kind: 'whole' },
    { name: 'currency', kind: 'text', max: 3, hidden: true, written: 'house' },
    { name: 'net_cents', kind: 'money', currency: 'currency', listed: true, filter: true, written: 'house' },
    { name: 'state', kind: 'choice', choices: { open: 'neutral', reached: 'success' }, listed: true, filter: true, written: 'house' },
    { name: 'reached_on', kind: 'date', listed: true, filter: true, written: 'house' },
    { name: 'reached_by', kind: 'text', max: 120, written: 'house' },
  ],
  marks: overdueMilestones,
  panel: { template: 'components/projects/milestone_panel', load: milestonePanel },
  locked: lockedPlan,
  beforeSave: completeMilestone,
  afterSave: planWith,
  beforeDelete: planWithout,
}
