import type { Actor } from '#shared/actor'
import type { Tone } from '#shared/records/record_type'

/** A kind of work that waits for somebody, with the list that holds it. */
export interface Waiting {
  labelKey: string
  icon: string
  count: number
  href: string
  tone: Tone
}

type Source = (actor: Actor) => Promise<Waiting[]>

const sources: Source[] = []

/** Domains that have work waiting offer it here, each only what the person may do. */
export function offerWaiting(source: Source): void {
  sources.push(source)
}

/** What waits for a person, in the order in which the domains offered it; what is empty is left out. */
export async function waitingFor(actor: Actor): Promise<Waiting[]> {
  const found: Waiting[] = []
  for (const source of sources) found.push(...(await source(actor)))
  return found.filter(({ count }) => count > 0)
}
