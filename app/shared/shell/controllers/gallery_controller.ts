import { DateTime } from 'luxon'
import type { HttpContext } from '@adonisjs/core/http'

/** Every component on one page, for those who build pages; only where there is no real company. */
export default class GalleryController {
  show({ view }: HttpContext) {
    return view.render('pages/shell/gallery', { twoMinutesAgo: DateTime.utc().minus({ minutes: 2 }) })
  }

  lookup({ request }: HttpContext) {
    const typed = String(request.input('q') ?? '').toLowerCase()
    const names = ['Aceros del Norte', 'Bodegas Ríos', 'Clínica Solé', 'Talleres Núñez e Hijos']
    return names
      .map((label, index) => ({ value: String(index + 1), label, hint: `C-1000${index + 1}` }))
      .filter(({ label }) => label.toLowerCase().includes(typed))
  }
}
