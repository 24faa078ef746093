import type { HttpContext } from '@adonisjs/core/http'
import type User from '#identity/models/user'
import { SIGNED_IN_AT } from '#identity/rules/sensitive_permissions'
import type { LaunchedFrom } from '#erp/own_window'

/** Signs the person in afresh: nothing of a session that was there before stays. */
export async function beginLaunched({ auth, session }: HttpContext, user: User, from: LaunchedFrom): Promise<void> {
  session.clear()
  await auth.use('web').login(user)
  await session.tag(String(user.id))
  session.put(SIGNED_IN_AT, Date.now())
  session.put('launch', from)
}
