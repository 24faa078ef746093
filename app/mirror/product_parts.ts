import type { Actor } from '#shared/actor'
import type { Row } from '#shared/records/record_type'

/** What another domain adds to the page of a product: a component and what it shows. */
export interface ProductPart {
  component: string
  /** Null where there is nothing to show of this product. */
  load(product: Row, actor: Actor): Promise<Record<string, unknown> | null>
}

const offered: ProductPart[] = []

/** Domains that know something of a product offer a part of its page here, in the order of `start/home.ts`. */
export function offerProductPart(part: ProductPart): void {
  offered.push(part)
}

/** The parts of a product's page, each with what it shows to this person. */
export async function productParts(product: Row, actor: Actor): Promise<{ component: string; state: Record<string, unknown> }[]> {
  const parts = await Promise.all(offered.map(async ({ component, load }) => ({ component, state: await load(product, actor) })))
  return parts.flatMap(({ component, state }) => (state ? [{ component, state }] : []))
}
