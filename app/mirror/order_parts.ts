import type { Actor } from '#shared/actor'
import type { Row } from '#shared/records/record_type'

/** What another domain adds to the page of a sales order: a component and what it shows. */
export interface OrderPart {
  component: string
  /** Null where there is nothing to show of this order. */
  load(order: Row, actor: Actor): Promise<Record<string, unknown> | null>
}

const offered: OrderPart[] = []

/** Domains that know something of a sales order offer a part of its page here, in the order of `start/home.ts`. */
export function offerOrderPart(part: OrderPart): void {
  offered.push(part)
}

/** The parts of a sales order's page, each with what it shows to this person. */
export async function orderParts(order: Row, actor: Actor): Promise<{ component: string; state: Record<string, unknown> }[]> {
  const parts = await Promise.all(offered.map(async ({ component, load }) => ({ component, state: await load(order, actor) })))
  return parts.flatMap(({ component, state }) => (state ? [{ component, state }] : []))
}
