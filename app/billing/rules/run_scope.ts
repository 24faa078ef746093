import type { DueCharge } from '#billing/charge_sources'

/** What a run is about; null means everything. */
export interface RunScope {
  /** The customer who is billed. */
  companyId: number | null
  /** Mirrored site of the ERP. */
  siteId: number | null
  /** Kind of charge: the type of its source, such as `contract_line`. */
  source: string | null
  /** Kind of contract; charges of other sources have none. */
  contractKind: string | null
}

export const EVERYTHING: RunScope = { companyId: null, siteId: null, source: null, contractKind: null }

const PARTS = ['companyId', 'siteId', 'source', 'contractKind'] as const

/** A scope as text: the same scope has the same, everything is `all`. */
export function scopeKey(scope: RunScope): string {
  const named = PARTS.filter((part) => scope[part] !== null).map((part) => `${part}=${scope[part]}`)
  return named.join('|') || 'all'
}

/** Whether a charge may lie in both: they are apart only where both name something and it differs. */
export function overlaps(one: RunScope, other: RunScope): boolean {
  return PARTS.every((part) => one[part] === null || other[part] === null || one[part] === other[part])
}

/** Whether a due charge of a source lies in a scope. */
export function isInScope(scope: RunScope, sourceType: string, charge: Pick<DueCharge, 'companyId' | 'siteId' | 'contractKind'>): boolean {
  if (scope.companyId !== null && scope.companyId !== charge.companyId) return false
  if (scope.siteId !== null && scope.siteId !== (charge.siteId ?? null)) return false
  if (scope.source !== null && scope.source !== sourceType) return false

  return scope.contractKind === null || scope.contractKind === (charge.contractKind ?? null)
}
