import type { HttpContext } from '@adonisjs/core/http'
import type User from '#identity/models/user'
import { SIGNED_IN_AT } from '#identity/rules/sensitive_permissions'
import { rememberLook } from '#identity/controllers/remember_look'

/** Signs the person in afresh: nothing of a session that was there before stays. */
export async function beginSession(ctx: HttpContext, user: User): Promise<void> {
  const { auth, session } = ctx
  const launch = session.get('launch')
  session.clear()
  await auth.use('web').login(user)
  await session.tag(String(user.id))
  session.put(SIGNED_IN_AT, Date.now())
  // which page may frame ours stays as it was: it says nothing of the person
  if (launch) session.put('launch', launch)
  rememberLook(ctx, user)
}
