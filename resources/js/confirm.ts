const agreed = new WeakSet<Element>()

/** Asks in a dialog of the page; resolves to false where the page has none. */
export function ask(question: string, yes?: string): Promise<boolean> {
  const dialog = document.querySelector<HTMLDialogElement>('#confirmation')
  if (!dialog) return Promise.resolve(window.confirm(question))

  const button = dialog.querySelector<HTMLButtonElement>('[data-yes]')!
  dialog.querySelector('p')!.textContent = question
  button.textContent = yes ?? button.dataset.label ?? ''
  dialog.returnValue = 'no'
  // the key press that asks would otherwise close the dialog it has just opened
  setTimeout(() => dialog.showModal())
  return new Promise((resolve) =>
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true })
  )
}

window.addEventListener(
  'click',
  (event) => {
    const control = (event.target as Element).closest?.<HTMLElement>('[data-ask]')
    if (!control || agreed.delete(control)) return
    event.preventDefault()
    event.stopImmediatePropagation()
    void ask(control.dataset.ask!, control.textContent?.trim()).then((yes) => {
      if (!yes) return control.focus()
      agreed.add(control)
      control.click()
    })
  },
  { capture: true }
)
