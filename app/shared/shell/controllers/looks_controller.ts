import vine from '@vinejs/vine'
import type { HttpContext } from '@adonisjs/core/http'
import { DENSITIES, LANGUAGES, THEMES } from '#shared/presentation/share_with_view'

const lookValidator = vine.create({
  theme: vine.enum(THEMES).optional(),
  density: vine.enum(DENSITIES).optional(),
  language: vine.enum(Object.keys(LANGUAGES)).optional(),
  rail: vine.enum(['narrow', 'wide']).optional(),
})

/** Theme, density, language and the width of the rail stay in this browser for a year. */
export default class LooksController {
  async update({ auth, request, response }: HttpContext) {
    const look = await request.validateUsing(lookValidator)
    for (const [name, value] of Object.entries(look)) {
      if (value) response.plainCookie(name, value, { maxAge: '365d', httpOnly: true, sameSite: 'lax' })
    }

    const person = auth.use('web').user as { locale?: string; save?(): Promise<unknown> } | undefined
    if (look.language && person?.save) {
      person.locale = look.language
      await person.save()
    }
    return response.redirect().status(303).back()
  }
}
