import type { Actor } from '#shared/actor'

type Finder = (userId: number) => Promise<Actor | null>

let find: Finder | undefined

/** Tells how a person is found by id, with what the roles permit at that moment. Called once at the start. */
export function bindActors(finder: Finder): void {
  find = finder
}

/**
 * The person on whose behalf a job goes on, or null when that person may no longer sign in.
 *
 * @throws {Error} before the application has booted
 */
export async function actorById(userId: number): Promise<Actor | null> {
  if (!find) throw new Error('People are known once the application has booted')
  return find(userId)
}
