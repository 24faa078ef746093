import type { Actor } from '#shared/actor'
import type { Trx } from '#shared/database/transaction'

/** A line of what a contract comes from; it may become a line of the contract. */
export interface OriginLine {
  id: number
  productId: number | null
  description: string
  /** Decimal text. */
  quantity: string
  /** Decimal text, after discount. */
  unitPrice: string
}

/** What a contract made by hand comes from, such as an accepted offer of another domain. */
export interface ContractOrigin {
  number: string
  title: string
  href: string
  companyId: number
  currency: string
  /** Whether a contract may be made of it by now. */
  isReady: boolean
  lines: OriginLine[]
  /** Whose lines those of the drafted contract are, until it is a draft no more; left out where they are nobody's. */
  keepers?: { ownerId: number | null; groupId: number | null }
  /** Asks again whether it is ready, and keeps it so until the transaction ends. */
  confirm?(trx: Trx): Promise<boolean>
}

/** Null where there is no such record within the person's reach. */
type Load = (id: number, actor: Actor) => Promise<ContractOrigin | null>

const sources = new Map<string, Load>()

/** Domains that sell what contracts are made of offer it here by a type; `start/home.ts` names them. */
export function offerContractOrigin(type: string, load: Load): void {
  sources.set(type, load)
}

export interface KnownOrigin extends ContractOrigin {
  type: string
  id: number
}

/** What `offer:12` names; null where nothing offers such a type, or the person may not see it. */
export async function contractOrigin(key: string, actor: Actor): Promise<KnownOrigin | null> {
  const [type, id] = key.split(':')
  const origin = await sources.get(type)?.(Number(id), actor)
  return origin ? { ...origin, type, id: Number(id) } : null
}
