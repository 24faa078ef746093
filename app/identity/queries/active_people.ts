import User from '#identity/models/user'

const OFFERED = 20

/** The first active people whose name or address contains what was typed. */
export async function activePeople(typed: string): Promise<User[]> {
  return User.query()
    .where('isActive', true)
    .where((either) => void either.whereILike('fullName', `%${typed}%`).orWhereILike('email', `%${typed}%`))
    .orderBy('fullName')
    .limit(OFFERED)
}
