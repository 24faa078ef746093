import type { Actor } from '#shared/actor'
import { peopleWithin } from '#identity/queries/people'

export interface PeopleFilter {
  q?: string
  state?: 'active' | 'inactive' | 'all'
  page?: number
}

const PAGE = 50

/** One page of the people whom the actor may see, by name, with roles and groups. */
export async function peopleList({ q, state = 'active', page = 1 }: PeopleFilter, actor: Actor) {
  const query = peopleWithin(actor, 'view').preload('roles').preload('groups').orderBy('fullName').orderBy('id')
  if (state !== 'all') query.where('isActive', state === 'active')
  if (q) query.where((either) => void either.whereILike('fullName', `%${q}%`).orWhereILike('email', `%${q}%`))

  const people = await query.paginate(page, PAGE)
  return people.baseUrl('/identity/users').queryString(q ? { q, state } : { state })
}
