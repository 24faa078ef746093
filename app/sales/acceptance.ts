import type { Trx } from '#shared/database/transaction'

/** What followed from an accepted offer, or from the opportunity it won. */
export interface Consequence {
  kind: 'order' | 'contract' | 'project'
  number: string
}

/** The first thing that followed from a record; null where nothing did. */
type Follows = (type: 'offer' | 'opportunity', id: number, trx: Trx) => Promise<Consequence | null>

const followers: Follows[] = []

/** Domains that make something of what was sold say here what they made: then it stays sold. Named in `start/home.ts`. */
export function offerConsequence(follows: Follows): void {
  followers.push(follows)
}

/** What any domain made of an offer or an opportunity; null where nothing was made of it. */
export async function consequenceOf(type: 'offer' | 'opportunity', id: number, trx: Trx): Promise<Consequence | null> {
  for (const follows of followers) {
    const made = await follows(type, id, trx)
    if (made) return made
  }
  return null
}
