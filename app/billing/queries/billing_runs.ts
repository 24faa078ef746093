import BillingRun from '#billing/models/billing_run'

const PAGE = 30

/** The newest runs, or those before an id. */
export async function billingRuns(before: number | null) {
  const query = BillingRun.query().orderBy('id', 'desc').limit(PAGE + 1)
  if (before) query.where('id', '<', before)
  const runs = await query
  return { runs: runs.slice(0, PAGE), olderHref: runs.length > PAGE ? `/billing/runs?before=${runs[PAGE - 1].id}` : null }
}
