import db from '@adonisjs/lucid/services/db'
import ScopeUnknown from '#billing/errors/scope_unknown'
import { chargeSources } from '#billing/charge_sources'
import { chosenScope } from '#billing/rules/chosen_scope'
import type { RunScope } from '#billing/rules/run_scope'

/**
 * A scope as a command names it.
 *
 * @throws {ScopeUnknown} for a company, a site or a kind that is not there
 */
export async function namedScope({ company, site, kind }: { company?: number; site?: string; kind?: string }): Promise<RunScope> {
  if (company !== undefined && !(await db.from('companies').where('id', company).first())) throw new ScopeUnknown('company', String(company))
  const found = site === undefined ? null : await db.from('erp_sites').where('code', site).orderBy('id').first()
  if (site !== undefined && !found) throw new ScopeUnknown('site', site)
  if (kind && !chargeSources().some(({ type }) => type === kind.split(':')[0])) throw new ScopeUnknown('kind', kind)

  return chosenScope({ company_id: company ?? null, site_id: found ? Number(found.id) : null, kind })
}
