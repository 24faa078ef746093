import type { HttpContext } from '@adonisjs/core/http'

const EVERYWHERE = [
  { keys: ['/'], label: 'shell.keys.search' },
  { keys: ['Ctrl', 'K'], label: 'shell.keys.palette' },
  { keys: ['?'], label: 'shell.keys.sheet' },
  { keys: ['Esc'], label: 'shell.keys.close' },
]
const IN_LISTS = [
  { keys: ['j'], label: 'shell.keys.next' },
  { keys: ['k'], label: 'shell.keys.previous' },
  { keys: ['Enter'], label: 'shell.keys.open' },
  { keys: ['e'], label: 'shell.keys.edit' },
  { keys: ['x'], label: 'shell.keys.select' },
  { keys: ['Shift', 'X'], label: 'shell.keys.select_range' },
]
const IN_FORMS = [{ keys: ['Ctrl', 'Enter'], label: 'shell.keys.save' }]

export default class KeysController {
  /** `on` names what the page under the sheet holds; without it all keys are listed. */
  show({ request, view }: HttpContext) {
    const on = String(request.input('on') ?? 'list form').split(/\s+/)
    const groups = [
      { label: 'shell.keys.everywhere', keys: EVERYWHERE },
      { label: 'shell.keys.in_lists', keys: on.includes('list') ? IN_LISTS : [] },
      { label: 'shell.keys.in_forms', keys: on.includes('form') ? IN_FORMS : [] },
    ].filter((group) => group.keys.length > 0)

    return view.render('pages/shell/keys', { groups })
  }
}
