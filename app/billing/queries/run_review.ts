import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import BillingCertificate from '#billing/models/billing_certificate'
import type BillingRun from '#billing/models/billing_run'
import { billingSettings } from '#billing/queries/billing_settings'
import { isWorrying } from '#billing/rules/anomalies'
import { carriedInRun, holdsOfRun } from '#billing/queries/charge_holds'
import { undertakingAbout } from '#shared/undertakings/queries/undertaking_about'
import { approveRun } from '#billing/jobs/approve_run'
import { proposalsOfRun, PROPOSALS, reviewFilter, runTotals } from '#billing/queries/run_proposals'
import { seenHash } from '#billing/queries/proposal_hash'
import { runFailures } from '#billing/queries/run_failures'
import { rehearsalsOf } from '#billing/queries/run_difference'
import { scopeWords } from '#billing/queries/scope_choices'
import { NO_ERP_CUSTOMER } from '#billing/rules/posting_refusal'


/** A run as its reviewer reads it: totals, then proposals with anomalies first, each line with its reasons. */
export async function runReview(run: BillingRun, query: Record<string, unknown>, actor: Actor) {
  const page = Math.max(1, Math.min(10_000, Number(query.page) || 1))
  const filter = reviewFilter(query)
  const hashed = run.status === 'proposed' ? seenHash(run.id) : null
  const [invoices, totals, lineHash] = await Promise.all([proposalsOfRun(run.id, filter, page), runTotals(run.id), hashed])
  const settings = await billingSettings()
  const isOwn = run.madeById === actor.id && !settings.allowsOwnApproval
  const asked = new URLSearchParams(Object.entries(filter).filter(([, value]) => value)).toString()
  const hrefOf = (number: number) => `/billing/runs/${run.id}?${asked}${asked ? '&' : ''}page=${number}`

  return {
    run,
    filter,
    scope: await scopeWords(run.scope),
    rehearsed: (await rehearsalsOf(run)).length > 0,
    invoices: await withLines(invoices.slice(0, PROPOSALS)),
    holds: await holdsOfRun(run.id),
    carried: await carriedInRun(run.id),
    excluded: await excludedCharges(run.id),
    failures: await runFailures(run.id),
    certificate: await BillingCertificate.findBy('billingRunId', run.id),
    ...totals,
    previousHref: page > 1 ? hrefOf(page - 1) : null,
    nextHref: invoices.length > PROPOSALS ? hrefOf(page + 1) : null,
    isOwn,
    approval: run.status === 'proposed' || run.status === 'approving' ? await undertakingAbout(approveRun, String(run.id)) : null,
    lineHash,
    mayApprove: run.status === 'proposed' && actor.may('billing_run', 'approve'),
    mayExclude: run.status === 'proposed' && actor.may('billing_run', 'exclude'),
    mayPost: (run.status === 'approved' || (await hasUnknownCompany(run))) && actor.may('billing_run', 'post'),
    mayRun: run.status === 'proposed' && actor.may('billing_run', 'run'),
    refusedPostings: actor.may('posting', 'decide') ? await refusedThere(run) : 0,
    mayDiscard: run.isOpen && actor.may('billing_run', 'run'),
  }
}

/** How many invoices the ERP refused; one whose company it does not know was never sent. */
async function refusedThere(run: BillingRun): Promise<number> {
  const unsent = { problem_code: NO_ERP_CUSTOMER }
  const row = await db.from('invoices').where({ billing_run_id: run.id, status: 'refused' }).where((sent) => void sent.whereNull('problem_code').orWhereNot(unsent)).count('* as n').first()
  return Number(row.n)
}

/** Whether an invoice waits only for its company to appear in the ERP. */
async function hasUnknownCompany(run: BillingRun): Promise<boolean> {
  if (run.status !== 'posting') return false
  const refused = { billing_run_id: run.id, status: 'refused', problem_code: NO_ERP_CUSTOMER }
  return Boolean(await db.from('invoices').select('id').where(refused).first())
}

async function withLines(invoices: Record<string, any>[]) {
  const lines = await db
    .from('invoice_lines')
    .join('charges', 'charges.id', 'invoice_lines.charge_id')
    .select('invoice_lines.*', 'charges.explanation', 'charges.anomalies', 'charges.due_on', 'charges.kind')
    .whereIn('invoice_lines.invoice_id', invoices.map(({ id }) => id))
    .orderBy('invoice_lines.position')
  return invoices.map((invoice) => ({
    ...invoice,
    lines: lines
      .filter((line) => Number(line.invoice_id) === Number(invoice.id))
      .map((line) => ({ ...line, explanation: JSON.parse(line.explanation), anomalies: line.anomalies.split(',').filter(isWorrying) })),
  }))
}

function excludedCharges(runId: number) {
  return db
    .from('charges')
    .join('companies', 'companies.id', 'charges.company_id')
    .select('charges.*', 'companies.name as company')
    .where({ billing_run_id: runId, state: 'excluded' })
    .orderBy('charges.id')
    .limit(200)
}
