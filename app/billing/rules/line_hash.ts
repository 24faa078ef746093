import { createHash } from 'node:crypto'
import type { ProposedCharge } from '#billing/rules/proposals'

/** A charge with everything that an approval is bound to. */
export interface HashedCharge extends ProposedCharge {
  sourceType: string
  sourceId: number
  chargeKind: string
  periodFrom: string
  periodTo: string
  description: string
  quantity: string
  unitPrice: string
  productId: number | null
  taxCode: string | null
  paymentTermId: number | null
  siteId: number | null
  /** Not hashed by itself: the key of the group names it. */
  payerId?: number | null
}

const HASHED = [
  ...['sourceType', 'sourceId', 'chargeKind', 'periodFrom', 'periodTo', 'netCents', 'quantity', 'unitPrice', 'description'],
  ...['productId', 'taxCode', 'paymentTermId', 'siteId'],
] as (keyof HashedCharge)[]

/** SHA-256 over who is invoiced what for which days: the same proposal has the same, whoever wrote it and when. */
export function lineHash(proposal: { companyId: number; currency: string; groupKey: string; split: number; charges: readonly HashedCharge[] }): string {
  const { companyId, currency, groupKey, split } = proposal
  const lines = proposal.charges.map((charge) => HASHED.map((part) => charge[part]))
  return createHash('sha256').update(JSON.stringify([companyId, currency, groupKey, split, lines])).digest('hex')
}

/** One hash of many proposals, in whatever order they come. */
export function hashOfAll(hashes: readonly string[]): string {
  return createHash('sha256').update(hashes.toSorted().join('\n')).digest('hex')
}
