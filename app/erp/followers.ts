import type { ErpEntity } from '#contracts/erp'
import type { Trx } from '#shared/database/transaction'
import type { MirroredRow } from '#mirror/actions/mirror_records'

/**
 * Reacts to a page of records that were just mirrored, through `trx`: what it writes is
 * kept or undone together with the page. It may run twice for the same rows, and must not
 * call the network.
 */
export type Follower = (rows: MirroredRow[], trx: Trx, connectionId: number) => Promise<void>

const followers = new Map<ErpEntity, { name: string; follow: Follower }[]>()

/** Adds a reaction after those registered before it; a name registered again replaces the earlier reaction. */
export function onMirrored(entity: ErpEntity, name: string, follow: Follower): void {
  const others = (followers.get(entity) ?? []).filter((one) => one.name !== name)
  followers.set(entity, [...others, { name, follow }])
}

/** Takes a reaction away; for tests. */
export function stopFollowing(entity: ErpEntity, name: string): void {
  followers.set(entity, (followers.get(entity) ?? []).filter((one) => one.name !== name))
}

/** Tells every follower of an entity, one after another. Nothing changed, nobody is told. */
export async function announce(entity: ErpEntity, rows: MirroredRow[], trx: Trx, connectionId: number): Promise<void> {
  if (rows.length === 0) return
  for (const { follow } of followers.get(entity) ?? []) await follow(rows, trx, connectionId)
}
