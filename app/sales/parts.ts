import type { Actor } from '#shared/actor'
import type { Row } from '#shared/records/record_type'

/** What another domain adds to the page of an opportunity or an offer: a component and what it shows. */
export interface SalesPart {
  component: string
  /** Null where there is nothing to show. */
  load(row: Row, actor: Actor): Promise<Record<string, unknown> | null>
}

export type SalesPage = 'opportunity' | 'offer'

const offered: { page: SalesPage; part: SalesPart }[] = []

/** Domains that follow what is sold add a part of its page here, in the order of `start/home.ts`. */
export function offerSalesPart(page: SalesPage, part: SalesPart): void {
  offered.push({ page, part })
}

/** The parts of a page, each with what it shows to this person. */
export async function salesParts(page: SalesPage, row: Row, actor: Actor): Promise<{ component: string; state: Record<string, unknown> }[]> {
  const parts = []
  for (const { part } of offered.filter((one) => one.page === page)) {
    const state = await part.load(row, actor)
    if (state) parts.push({ component: part.component, state })
  }
  return parts
}
