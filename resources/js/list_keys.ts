import { isTyping } from './keys'
import { toggle } from './selection'

const rowsOf = (list: Element) =>
  [...list.querySelectorAll<HTMLElement>('[data-row], tbody tr')].filter((row) => row.querySelector('a'))

function move(list: Element, step: number) {
  const rows = rowsOf(list)
  const at = rows.findIndex((row) => row.contains(document.activeElement))
  const row = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + step, 0), rows.length - 1)]
  row?.querySelector<HTMLElement>('a')?.focus()
  row?.scrollIntoView({ block: 'nearest' })
}

window.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || document.querySelector('dialog[open]'))
    return
  const layer = up.layer.current.element
  const list = document.activeElement?.closest('[data-list]') ?? layer.querySelector('[data-list]')
  if (!list) return
  const row = document.activeElement?.closest('[data-row], tbody tr')

  if (event.key === 'j') move(list, 1)
  else if (event.key === 'k') move(list, -1)
  else if (event.key === 'x' || event.key === 'X') row && toggle(row, event.shiftKey)
  else if (event.key === 'e') row?.querySelector<HTMLElement>('[data-edit]')?.click()
  else return
  event.preventDefault()
})
