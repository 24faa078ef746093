import User from '#identity/models/user'

/** One person of each built-in role, who signs in with the demo password. */
export async function demoPeople(): Promise<{ user: User; roleKey: string }[]> {
  const users = await User.query()
    .where('isActive', true)
    .whereILike('email', `%@${DEMO_DOMAIN}`)
    .preload('roles', (roles) => roles.orderBy('roles.id'))
    .orderBy('id')

  const shown = new Set<string>()
  return users.flatMap((user) => {
    const roleKey = user.roles[0]?.key
    if (!roleKey || shown.has(roleKey)) return []
    shown.add(roleKey)
    return [{ user, roleKey }]
  })
}

export const DEMO_DOMAIN = 'demo.annexa.example'
export const DEMO_PASSWORD = 'demo'
