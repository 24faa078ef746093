import { createHash } from 'node:crypto'

const LONGEST = 40

/**
 * Charges of one company with the same key share an invoice, and only where the payment term and the site of the ERP, and
 * whoever else pays, are the same too. Keys longer than 40 characters become their hash.
 */
export function groupKey(key: string, termId: number | null, siteId: number | null, payerId: number | null = null): string {
  return fitting([key, ...(termId ? [`t${termId}`] : []), ...(siteId ? [`s${siteId}`] : []), ...(payerId ? [`p${payerId}`] : [])].join('|'))
}

/** A key as it fits its column. */
export function fitting(key: string): string {
  return key.length <= LONGEST ? key : createHash('sha256').update(key).digest('hex').slice(0, LONGEST)
}
