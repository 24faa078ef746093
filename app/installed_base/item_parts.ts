import type { Actor } from '#shared/actor'
import type { Row } from '#shared/records/record_type'

/** What another domain adds to the page of an installed item: a component and what it shows. */
export interface ItemPart {
  component: string
  load(item: Row, actor: Actor): Promise<Record<string, unknown>>
}

const offered: ItemPart[] = []

/** Domains that know something of an item offer a part of its page here, in the order of `start/home.ts`. */
export function offerItemPart(part: ItemPart): void {
  offered.push(part)
}

/** The parts of an item's page, each with what it shows to this person. */
export async function itemParts(item: Row, actor: Actor): Promise<{ component: string; state: Record<string, unknown> }[]> {
  return Promise.all(offered.map(async ({ component, load }) => ({ component, state: await load(item, actor) })))
}
