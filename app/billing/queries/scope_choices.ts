import db from '@adonisjs/lucid/services/db'
import { chargeSources } from '#billing/charge_sources'
import { kindOf } from '#billing/rules/chosen_scope'
import type { RunScope } from '#billing/rules/run_scope'

export interface ScopeWords {
  company: string | null
  site: string | null
  /** As a form names it, empty for every kind. */
  kind: string
}

/** What a run can be about: sites of the ERP, and kinds of charges that its sources tell apart. */
export async function scopeChoices() {
  const sites = await db.from('erp_sites').select('id', 'code', 'name').orderBy('code').limit(500)
  const kinds = await Promise.all(chargeSources().map(async ({ type, kinds: named }) => [type, ...((await named?.()) ?? []).map((kind) => `${type}:${kind}`)]))
  return { sites: sites.map(({ id, code, name }) => ({ value: String(id), label: [code, name].filter(Boolean).join(' · ') })), kinds: kinds.flat() }
}

/** A scope in words, with the names of its records. */
export async function scopeWords(scope: RunScope): Promise<ScopeWords> {
  const company = scope.companyId === null ? null : await db.from('companies').where('id', scope.companyId).select('name').first()
  const site = scope.siteId === null ? null : await db.from('erp_sites').where('id', scope.siteId).select('code').first()
  return { company: company?.name ?? null, site: site?.code ?? null, kind: kindOf(scope) }
}
