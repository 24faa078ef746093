import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { chunks } from '#shared/database/bulk'
import { INVOICE_KINDS, type EventKind } from '#installed_base/rules/item_event'
import { LENT } from '#installed_base/rules/invoicing'

const KEYS_IN_A_QUESTION = 400

/** What shows that a company had something on loan or consignment. */
export const LOAN_TRACES: readonly EventKind[] = ['loaned', 'lent', 'deposited', 'consigned', ...INVOICE_KINDS]

/** A product that a company has or had on loan or consignment. */
export interface LoanPair {
  companyId: number
  productId: number
}

/** Every product that these companies have or had on loan or consignment; of all companies when none are named. */
export async function loanPairs(client: QueryClientContract, companyIds?: number[]): Promise<LoanPair[]> {
  const pairs = new Map<string, LoanPair>()
  for (const ids of companyIds ? chunks([...new Set(companyIds)], KEYS_IN_A_QUESTION) : [undefined]) {
    const events = client.from('installed_item_events').whereIn('kind', [...LOAN_TRACES])
    const items = client.from('installed_items').whereIn('ownership', [...LENT])
    for (const query of [events, items]) {
      if (ids) void query.whereIn('company_id', ids)
      for (const row of await query.distinct('company_id', 'product_id')) {
        const pair = { companyId: Number(row.company_id), productId: Number(row.product_id) }
        pairs.set(pairKey(pair), pair)
      }
    }
  }
  return [...pairs.values()]
}

/** One text for a company and a product. */
export function pairKey({ companyId, productId }: LoanPair): string {
  return `${companyId} ${productId}`
}
