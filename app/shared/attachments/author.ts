import type { Actor } from '#shared/actor'
import { HOUSE, type Author } from '#shared/records/change_log'

/** Who a history entry names; somebody at a public form has no name here. */
export function authorOf(actor: Actor | null): Author {
  return actor ? { source: 'screen', id: actor.id, name: actor.name } : HOUSE
}
