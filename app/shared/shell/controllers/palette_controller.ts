import type { HttpContext } from '@adonisjs/core/http'
import { navigationFor } from '#start/navigation'
import { commandsFor } from '#shared/shell/commands'
import { matches } from '#shared/shell/matching'
import { search, waitingFor } from '#shared/search/search'

const MAX_COMMANDS = 12
const FOUND_PER_KIND = 5

export default class PaletteController {
  async show({ actor, i18n, request, view }: HttpContext) {
    const typed = String(request.input('q') ?? '').trim()
    const places = navigationFor(actor).flatMap((section) =>
      section.entries.map(({ key, icon, href }) => ({ icon, href, label: i18n.t(`shell.nav.${key}`), place: true }))
    )
    const commands = commandsFor(actor).map(({ icon, href, labelKey, creates }) => ({
      icon,
      href,
      label: creates ? i18n.t('records.new', { what: i18n.t(labelKey) }) : i18n.t(labelKey),
      place: false,
    }))
    const offered = [...commands, ...places].filter(({ label }) => matches(label, typed)).slice(0, MAX_COMMANDS)
    const groups = typed ? await search(actor, typed, FOUND_PER_KIND) : []
    const waiting = typed ? await waitingFor(actor) : 0

    return view.render('pages/shell/palette', { typed, offered, groups, waiting })
  }
}
