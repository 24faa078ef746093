import type { CoverageQuestion } from '#service_contracts/queries/coverage/case_from_records'
import { moneyText } from '#shared/money/money'
import type { Row } from '#shared/records/record_type'
import { instantText } from '#service_desk/rules/instants'
import type { WorkKind } from '#service_desk/rules/work_kind'

/** What coverage is asked about the work on a request: all its lines together, as one case. */
export function workQuestion(request: Row, lines: readonly Row[]): CoverageQuestion {
  const currency = String(request.currency)
  const numberOf = (id: unknown) => (id === null || id === undefined ? null : Number(id))
  return {
    companyId: Number(request.company_id),
    itemId: numberOf(request.installed_item_id),
    productId: null,
    skillId: numberOf(request.skill_id),
    requestedAt: instantText(request.received_at),
    interventionAt: lines.length === 0 ? null : lines.map((line) => instantText(line.worked_at)).sort()[0],
    currency,
    lines: lines.map((line) => ({
      category: line.kind as WorkKind,
      productId: numberOf(line.product_id),
      component: null,
      quantity: String(line.quantity),
      unit: (line.unit as string | null) || null,
      amount: moneyText(Number(line.list_cents), currency),
      at: instantText(line.worked_at),
    })),
    contractIds: request.service_contract_id ? [Number(request.service_contract_id)] : null,
  }
}
