import { EVERYTHING, type RunScope } from '#billing/rules/run_scope'

interface Chosen {
  company_id?: number | null
  site_id?: number | null
  /** A kind of charge, or `contract_line:` and a kind of contract. */
  kind?: string | null
}

/** A scope as a form or a command names it. */
export function chosenScope({ company_id: companyId, site_id: siteId, kind }: Chosen): RunScope {
  const [source, contractKind] = kind ? kind.split(':') : []

  return { ...EVERYTHING, companyId: companyId ?? null, siteId: siteId ?? null, source: source ?? null, contractKind: contractKind ?? null }
}

/** The kind of a scope as a form names it; empty for every kind. */
export function kindOf({ source, contractKind }: RunScope): string {
  return [source, contractKind].filter(Boolean).join(':')
}
