import type { QueryClientContract } from '@adonisjs/lucid/types/database'

/** What always holds of an approved run. */
export const RUN_CHECKS = ['line_for_each_charge', 'invoices_add_up', 'one_customer_and_currency', 'credits_within_charges'] as const
export type RunCheck = (typeof RUN_CHECKS)[number]

const COUNTED = ['proposed', 'billed', 'withdrawn']

type Offenders = (runId: number, client: QueryClientContract) => Promise<{ id: number }[]>

const OFFENDERS: Record<RunCheck, Offenders> = {
  line_for_each_charge: (runId, client) =>
    client
      .from('charges')
      .leftJoin('invoice_lines', 'invoice_lines.charge_id', 'charges.id')
      .where('charges.billing_run_id', runId)
      .whereIn('charges.state', COUNTED)
      .where((query) => void query.whereNull('invoice_lines.id').orWhereColumn('invoice_lines.net_cents', '<>', 'charges.net_cents'))
      .select('charges.id')
      .limit(5),

  invoices_add_up: (runId, client) =>
    client
      .from('invoices')
      .join('invoice_lines', 'invoice_lines.invoice_id', 'invoices.id')
      .where('invoices.billing_run_id', runId)
      .groupBy('invoices.id', 'invoices.net_cents', 'invoices.line_count')
      .havingRaw('sum(invoice_lines.net_cents) <> invoices.net_cents or count(*) <> invoices.line_count')
      .select('invoices.id')
      .limit(5),

  one_customer_and_currency: (runId, client) =>
    client
      .from('invoices')
      .join('invoice_lines', 'invoice_lines.invoice_id', 'invoices.id')
      .join('charges', 'charges.id', 'invoice_lines.charge_id')
      .where('invoices.billing_run_id', runId)
      .where((query) => void query.whereColumn('charges.company_id', '<>', 'invoices.company_id').orWhereColumn('charges.currency', '<>', 'invoices.currency'))
      .select('charges.id')
      .limit(5),

  credits_within_charges: (runId, client) =>
    client
      .from('charges as credits')
      .join('charges as corrected', 'corrected.id', 'credits.corrects_charge_id')
      .whereIn('credits.state', ['proposed', 'billed'])
      .whereIn('corrected.id', client.from('charges').select('corrects_charge_id').where('billing_run_id', runId).whereNotNull('corrects_charge_id'))
      .groupBy('corrected.id', 'corrected.net_cents')
      .havingRaw('-sum(credits.net_cents) > corrected.net_cents')
      .select('corrected.id')
      .limit(5),
}

export interface CheckFinding {
  check: RunCheck
  /** A few ids of the rows for which it does not hold; empty when it holds. */
  offenders: number[]
}

/** Checks a run against the database; what does not hold names a few of the rows. */
export async function checkRun(runId: number, client: QueryClientContract): Promise<CheckFinding[]> {
  const findings: CheckFinding[] = []
  for (const check of RUN_CHECKS) {
    const rows = await OFFENDERS[check](runId, client)
    findings.push({ check, offenders: rows.map(({ id }) => Number(id)) })
  }
  return findings
}
