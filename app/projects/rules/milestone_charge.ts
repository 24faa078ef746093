import { addDays, type CalendarDate } from '#shared/calendar/calendar_date'
import { moneyText } from '#shared/money/money'
import type { Row } from '#shared/records/record_type'
import type { ChargeToEnter } from '#billing/actions/enter_charge'
import { shareLabel } from '#projects/rules/share'

export const PROJECT_MILESTONE = 'project_milestone'

/** What a reached milestone bills, as a charge that says what it follows from; once for each time it was reached. */
export function milestoneCharge(project: Row, milestone: Row, revision: number, reachedOn: CalendarDate): ChargeToEnter {
  const [currency, netCents] = [String(project.currency), Number(milestone.net_cents)]
  const title = `${project.number} ${project.name}`
  const share = milestone.share ? [{ label: 'projects.charge.share', value: shareLabel(String(milestone.share)) }] : []
  return {
    sourceKey: `${PROJECT_MILESTONE}:${milestone.id}:${revision}`,
    values: {
      company_id: project.company_id,
      bill_to_id: project.bill_to_id ?? null,
      description: `${project.name} · ${milestone.name}`,
      product_id: milestone.product_id ?? null,
      tax_code_id: milestone.tax_code_id ?? null,
      quantity: '1',
      unit_price: moneyText(netCents, currency),
      currency,
      due_on: reachedOn,
      period_from: reachedOn,
      period_to: addDays(reachedOn, 1),
      purchase_order: project.purchase_order ?? null,
      grouping: project.purchase_order ? 'order' : 'customer',
    },
    origin: {
      type: PROJECT_MILESTONE,
      id: milestone.id,
      title: `${title} · ${milestone.name}`,
      href: `/project-milestones/${milestone.id}`,
      facts: [
        { label: 'projects.charge.project', value: title, href: `/projects/${project.id}` },
        { label: 'projects.charge.milestone', value: String(milestone.name), href: `/project-milestones/${milestone.id}` },
        ...share,
        { label: 'projects.charge.price', cents: Number(project.price_cents) },
      ],
    },
  }
}
