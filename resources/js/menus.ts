const openMenus = () => document.querySelectorAll<HTMLDetailsElement>('details.menu[open]')

/** Unpoly spends the first Esc on leaving a field; people expect it to close the drawer the field is in. */
function leaveField(event: KeyboardEvent) {
  const layer = up.layer.current
  const field = (event.target as Element).closest?.('input, textarea, select')
  if (!field || !layer.isOverlay() || !layer.contains(field)) return
  event.preventDefault()
  event.stopImmediatePropagation()
  try {
    layer.dismiss(':key')
  } catch (error) {
    // a changed form asks first
    if ((error as Error).name !== 'AbortError') throw error
  }
}

// Esc closes what is on top only: an open menu first, the drawer below it with the next press
window.addEventListener(
  'keydown',
  (event) => {
    if (event.key !== 'Escape') return
    const lookup = document.querySelector('.ts-wrapper.dropdown-active')
    if (lookup) return event.stopPropagation()
    const menu = [...openMenus()].at(-1)
    if (!menu) return leaveField(event)
    event.preventDefault()
    event.stopImmediatePropagation()
    menu.open = false
    menu.querySelector('summary')?.focus()
  },
  { capture: true }
)

document.addEventListener('click', ({ target }) => {
  for (const menu of openMenus()) {
    const inside = menu.contains(target as Node)
    if (!inside || (target as Element).closest('.menu-list a')) menu.open = false
  }
})

up.compiler('details.menu', (menu: HTMLDetailsElement) => {
  const items = () => [...menu.querySelectorAll<HTMLElement>('.menu-list :is(a, button)')]
  menu.addEventListener('keydown', (event) => {
    if (!['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(event.key)) return
    event.preventDefault()
    menu.open = true
    const all = items()
    const at = all.indexOf(document.activeElement as HTMLElement)
    const next = { ArrowDown: at + 1, ArrowUp: at < 0 ? all.length - 1 : at - 1, Home: 0, End: all.length - 1 }[
      event.key
    ]!
    all[(next + all.length) % all.length]?.focus()
  })
  menu.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget && !menu.contains(relatedTarget as Node)) menu.open = false
  })
})
