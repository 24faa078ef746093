import db from '@adonisjs/lucid/services/db'
import type { Row } from '#shared/records/record_type'
import { standingCharges, type StandingCharge } from '#billing/queries/standing_charges'
import { dryRun } from '#service_contracts/queries/coverage/check_page'
import type { CoverageCase } from '#service_contracts/rules/coverage/coverage_case'
import type { CoverageDecision } from '#service_contracts/rules/coverage/coverage_decision'
import { workQuestion } from '#service_desk/rules/work_question'
import { sharesHash, totalShare, workShares, type WorkShare } from '#service_desk/rules/work_shares'

type Payers = { id: string; label: string; cents: number; points: string | null }[]

/** Lines of the work on a request, in the order in which they were reported. */
export function workLines(requestId: number): Promise<Row[]> {
  return db
    .from('work_lines')
    .leftJoin('products', 'products.id', 'work_lines.product_id')
    .leftJoin('users', 'users.id', 'work_lines.person_id')
    .where('service_request_id', requestId)
    .select('work_lines.*', 'products.number as product', 'users.full_name as person')
    .orderBy('work_lines.id')
}

/**
 * What becomes of each line: as it was approved, or as it would be if it were approved now, with the coverage in words.
 * Null while there is no work.
 */
export async function workOutcome(request: Row, lines: Row[]) {
  if (lines.length === 0) return null
  if (request.work_state === 'approved') return approvedOutcome(request, lines)
  const { request: asked, decision, explanation } = await dryRun(workQuestion(request, lines))
  return outcome(asked, decision, lines, { explanation, charges: new Map<number, StandingCharge>() })
}

async function approvedOutcome(request: Row, lines: Row[]) {
  const decision = await db.from('coverage_decisions').where('id', Number(request.coverage_decision_id)).firstOrFail()
  const shares = await db.from('work_shares').where('revision', Number(request.work_revision)).whereIn('work_line_id', lines.map(({ id }) => id)).whereNotNull('manual_charge_id')
  const standing = await standingCharges(shares.map((share) => Number(share.manual_charge_id)))
  const charges = new Map(shares.map((share) => [Number(share.work_line_id), { ...standing.get(Number(share.manual_charge_id))!, id: Number(share.manual_charge_id) }]))
  return outcome(JSON.parse(decision.inputs), JSON.parse(decision.decision), lines, { explanation: null, charges })
}

function outcome<More extends object>(asked: CoverageCase, decision: CoverageDecision, lines: Row[], more: More) {
  const shares = workShares(decision, lines.map(({ id }) => Number(id)))
  const labels = new Map(asked.contracts.map(({ id, label }) => [id, label ?? id]))
  const payersOf = ({ payers }: WorkShare): Payers => payers.map(({ contract, cents, points }) => ({ id: contract, label: labels.get(contract) ?? contract, cents, points }))
  return { ...more, total: totalShare(shares), seen: sharesHash(shares), shares: new Map(shares.map((share) => [share.lineId, { ...share, payers: payersOf(share) }])) }
}
