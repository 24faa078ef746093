import type { Reach } from '#shared/actor'
import { EVERYTHING } from '#identity/rules/administrators'

const WIDTH: Record<Reach, number> = { none: 0, own: 1, team: 2, all: 3 }

export interface Grant {
  resource: string
  action: string
  reach: Reach
}

/** The wider of two reaches: roles add up, none takes away. */
export function widest(one: Reach, other: Reach): Reach {
  return WIDTH[one] >= WIDTH[other] ? one : other
}

/**
 * Answers how far any permission goes for a person who holds all these grants of all
 * their roles. The grant `*` on `*` covers every permission, also unknown ones.
 */
export function reachOf(grants: readonly Grant[]): (resource: string, action: string) => Reach {
  const widths = new Map<string, Reach>()
  for (const { resource, action, reach } of grants) {
    const permission = `${resource}.${action}`
    widths.set(permission, widest(widths.get(permission) ?? 'none', reach))
  }
  const everything = widths.get(`${EVERYTHING}.${EVERYTHING}`) ?? 'none'

  return (resource, action) => widest(widths.get(`${resource}.${action}`) ?? 'none', everything)
}
