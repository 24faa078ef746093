import BillingRun from '#billing/models/billing_run'
import { scopeWords, type ScopeWords } from '#billing/queries/scope_choices'

const PAGE = 30

/** The newest runs with what each is about, or those before an id. */
export async function billingRuns(before: number | null) {
  const query = BillingRun.query().orderBy('id', 'desc').limit(PAGE + 1)
  if (before) query.where('id', '<', before)
  const runs = await query
  const words = new Map<number, ScopeWords>()
  for (const run of runs.slice(0, PAGE)) words.set(run.id, await scopeWords(run.scope))
  return { runs: runs.slice(0, PAGE), words, olderHref: runs.length > PAGE ? `/billing/runs?before=${runs[PAGE - 1].id}` : null }
}
