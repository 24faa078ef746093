import type { HttpContext } from '@adonisjs/core/http'
import { activePeople } from '#identity/queries/active_people'

/** Colleagues' names, for fields that name a person; everybody who is signed in may ask. */
export default class PeopleLookupsController {
  async index({ request }: HttpContext) {
    const people = await activePeople(String(request.input('q') ?? '').slice(0, 100))
    return people.map((user) => ({ value: user.id, text: user.fullName, hint: user.email }))
  }
}
