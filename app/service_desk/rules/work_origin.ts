import type { ChargeOrigin } from '#billing/rules/charge_origin'
import { moneyText } from '#shared/money/money'
import type { Row } from '#shared/records/record_type'
import type { WorkShare } from '#service_desk/rules/work_shares'

interface DecidedBy {
  id: number
  number: string
  contracts: Map<string, string>
}

/** Where the charge for a line of work comes from, as the review of a billing run tells it. */
export function workOrigin(request: Row, line: Row, share: WorkShare, { id, number, contracts }: DecidedBy): ChargeOrigin {
  const currency = String(request.currency)
  const href = `/service-desk/requests/${request.id}`
  const payers = share.payers.map(({ contract, cents, points }) => ({
    label: points === null ? 'service_desk.origin.covered_by' : 'service_desk.origin.points_by',
    value: [contracts.get(contract) ?? contract, points, `${moneyText(cents, currency)} ${currency}`].filter(Boolean).join(' · '),
    href: `/service-contracts/contracts/${contract}`,
  }))
  return {
    type: 'service_request',
    id: request.id,
    title: `${request.number} ${request.subject}`,
    href,
    facts: [
      { label: 'service_desk.service_request.one', value: `${request.number} ${request.subject}`, href },
      { label: 'service_desk.work_line.one', value: String(line.description) },
      { label: 'service_desk.work_line.fields.worked_on', value: String(line.worked_on) },
      { label: 'service_desk.origin.computed', value: `${[line.quantity, line.unit].filter(Boolean).join(' ')} × ${line.unit_price} ${currency}` },
      { label: 'service_desk.work_line.fields.list_cents', cents: share.amountCents },
      ...payers,
      { label: 'service_desk.shares.billable', cents: share.billableCents },
      { label: 'service_desk.origin.decision', value: number, href: `/service-contracts/coverage/decisions/${id}` },
    ],
  }
}
