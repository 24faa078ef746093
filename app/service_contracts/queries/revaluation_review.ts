import db from '@adonisjs/lucid/services/db'
import { billingSettings } from '#billing/queries/billing_settings'
import type { Actor } from '#shared/actor'
import RevaluationRun from '#service_contracts/models/revaluation_run'

const PAGE = 50

/** What asks for a person first. */
const OUTCOMES = ['missing', 'refused', 'proposed', 'excluded', 'below_threshold', 'no_change', 'price_fixed', 'applied', 'reversed']

export function revaluationRuns() {
  return RevaluationRun.query().orderBy('id', 'desc').limit(50)
}

/** A revaluation as its reviewer reads it: how many of each outcome, then the prices of one of them. */
export async function revaluationReview(run: RevaluationRun, query: Record<string, unknown>, actor: Actor) {
  const counted = await db.from('revaluation_proposals').where('revaluation_run_id', run.id).groupBy('outcome').select('outcome').count('* as n')
  const counts = OUTCOMES.flatMap((outcome) => counted.filter((row) => row.outcome === outcome).map((row) => ({ outcome, count: Number(row.n) })))
  const shown = counts.find(({ outcome }) => outcome === query.outcome)?.outcome ?? counts[0]?.outcome ?? null
  const rows = shown ? await proposals(run.id, shown, Number(query.after) || 0) : []
  const { allowsOwnApproval } = await billingSettings()
  const isOwn = run.madeById === actor.id && !allowsOwnApproval

  return {
    run,
    counts,
    shown,
    proposals: rows.slice(0, PAGE),
    nextHref: rows.length > PAGE ? `/service-contracts/revaluations/${run.id}?outcome=${shown}&after=${rows[PAGE - 1].id}` : null,
    isOwn,
    mayRun: run.isOpen && actor.may('revaluation', 'run'),
    mayDecide: run.isOpen && actor.may('revaluation', 'decide'),
    mayApprove: run.isOpen && actor.may('revaluation', 'approve') && counts.some(({ outcome }) => outcome === 'proposed'),
    mayReverse: run.status === 'applied' && actor.may('revaluation', 'approve'),
  }
}

/** One price of a revaluation with what it was computed from. */
export async function revaluationProposal(runId: number, id: number) {
  return explained(await withContract(runId).where('revaluation_proposals.id', id).firstOrFail())
}

/** The prices that revaluations moved on a contract, newest first. */
export async function revaluationsOf(contractId: number) {
  const rows = await db
    .from('revaluation_proposals')
    .join('contract_lines', 'contract_lines.id', 'revaluation_proposals.contract_line_id')
    .join('revaluation_runs', 'revaluation_runs.id', 'revaluation_proposals.revaluation_run_id')
    .where('revaluation_proposals.service_contract_id', contractId)
    .whereIn('outcome', ['applied', 'reversed'])
    .select('revaluation_proposals.*', 'contract_lines.description', 'revaluation_runs.approved_by')
    .orderBy('revaluation_proposals.id', 'desc')
    .limit(30)
  return rows.map(explained)
}

async function proposals(runId: number, outcome: string, after: number) {
  const rows = await withContract(runId).where({ outcome }).where('revaluation_proposals.id', '>', after).orderBy('revaluation_proposals.id').limit(PAGE + 1)
  return rows.map(explained)
}

function withContract(runId: number) {
  return db
    .from('revaluation_proposals')
    .join('contract_lines', 'contract_lines.id', 'revaluation_proposals.contract_line_id')
    .join('service_contracts', 'service_contracts.id', 'revaluation_proposals.service_contract_id')
    .join('companies', 'companies.id', 'service_contracts.company_id')
    .where('revaluation_run_id', runId)
    .select('revaluation_proposals.*', 'contract_lines.description', 'service_contracts.number', 'service_contracts.currency', 'companies.name as company')
}

function explained(row: Record<string, any>): Record<string, any> {
  return { ...row, explanation: JSON.parse(row.explanation) }
}
