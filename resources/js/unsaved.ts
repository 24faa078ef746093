import { ask } from './confirm'

const changed = new Set<HTMLFormElement>()
const isChanged = (within: Element) => [...changed].some((form) => form.isConnected && within.contains(form))
const question = () => document.body.dataset.textUnsaved ?? ''
const leave = () => document.body.dataset.textLeave

/** Whether something was typed on this page that nobody has saved. */
export const isUnsaved = () => isChanged(document.body)

up.compiler('form[data-unsaved]', (form: HTMLFormElement) => {
  const note = () => void changed.add(form)
  const forget = () => void changed.delete(form)
  if (form.querySelector('[aria-invalid=true]')) note()
  form.addEventListener('input', note)
  form.addEventListener('submit', forget)
  return forget
})

window.addEventListener('beforeunload', (event) => {
  if (isChanged(document.body)) event.preventDefault()
})

up.on('up:layer:dismiss', (event) => {
  if (!isChanged(event.layer.element)) return
  event.preventDefault()
  void ask(question(), leave()).then((yes) => {
    if (!yes) return
    changed.clear()
    event.layer.dismiss(null)
  })
})

up.on('up:link:follow', 'a[href]', (event, link: HTMLAnchorElement) => {
  const opensLayer = link.getAttribute('up-layer')?.startsWith('new')
  if (opensLayer || changed.size === 0 || !isChanged(up.layer.get(link).element)) return
  event.preventDefault()
  void ask(question(), leave()).then((yes) => {
    if (!yes) return
    changed.clear()
    void up.follow(link)
  })
})
