import vine from '@vinejs/vine'
import type { HttpContext } from '@adonisjs/core/http'
import { DENSITIES, LANGUAGES, THEMES } from '#shared/presentation/share_with_view'

const lookValidator = vine.create({
  theme: vine.enum(THEMES).optional(),
  density: vine.enum(DENSITIES).optional(),
  language: vine.enum(Object.keys(LANGUAGES)).optional(),
  rail: vine.enum(['narrow', 'wide']).optional(),
})

type Look = Awaited<ReturnType<(typeof lookValidator)['validate']>>

/** What identity's user model keeps of it; the kernel knows no more of a person. */
interface Person {
  theme: string
  density: string
  locale: string
  save(): Promise<unknown>
}

/** Theme, density, language and the width of the rail stay in this browser for a year. */
export default class LooksController {
  async update({ auth, request, response }: HttpContext) {
    const look = await request.validateUsing(lookValidator)
    for (const [name, value] of Object.entries(look)) {
      if (value) response.plainCookie(name, value, { maxAge: '365d', httpOnly: true, sameSite: 'lax' })
    }

    await this.keepForPerson(auth.use('web').user, look)
    return response.redirect().status(303).back()
  }

  private async keepForPerson(person: Person | undefined, { theme, density, language }: Look) {
    if (!person) return
    if (theme) person.theme = theme
    if (density) person.density = density
    if (language) person.locale = language
    await person.save()
  }
}
