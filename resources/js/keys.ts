import { tinykeys } from 'tinykeys'

/** Whether a single letter is meant as text and not as a command. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement
  return target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio]), textarea, select')
}

function pageHolds(): string {
  const layer = up.layer.current.element
  return [layer.querySelector('[data-list]') ? 'list' : '', layer.querySelector('form[data-unsaved]') ? 'form' : '']
    .filter(Boolean)
    .join(' ')
}

const unlessTyping = (act: (event: KeyboardEvent) => void) => (event: KeyboardEvent) => {
  if (isTyping(event) || document.querySelector('dialog[open]')) return
  event.preventDefault()
  act(event)
}

const openSheet = () =>
  void up.layer.open({ url: `/keys?on=${encodeURIComponent(pageHolds())}`, mode: 'modal', history: false })

if (document.body.dataset.layout === 'app') {
  tinykeys(window, {
    '/': unlessTyping(() => document.querySelector<HTMLInputElement>('#global-search')?.select()),
    '?': unlessTyping(openSheet),
    'Shift+?': unlessTyping(openSheet),
    '$mod+KeyK': (event) => {
      event.preventDefault()
      if (document.querySelector('[data-palette]')) return
      void up.layer.open({ url: '/palette', mode: 'modal', history: false, focus: '[data-palette] input' })
    },
    '$mod+Enter': (event) => {
      const form = (event.target as Element).closest('form')
      const button = form?.querySelector<HTMLElement>('.btn[data-variant=primary]:not([disabled])')
      if (!button) return
      event.preventDefault()
      button.click()
    },
  })
}

up.on('up:link:follow', 'a[data-keys]', (event) => {
  event.preventDefault()
  openSheet()
})
