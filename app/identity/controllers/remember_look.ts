import type { HttpContext } from '@adonisjs/core/http'
import type User from '#identity/models/user'

/** Puts a person's look into the cookies that pages read, also those before signing in. */
export function rememberLook({ response }: HttpContext, user: User) {
  const options = { maxAge: '365d', httpOnly: true, sameSite: 'lax' as const }
  response.plainCookie('theme', user.theme, options)
  response.plainCookie('density', user.density, options)
  response.plainCookie('language', user.locale, options)
}
