document.querySelector<HTMLFormElement>('[data-rail-toggle]')?.addEventListener('submit', (event) => {
  event.preventDefault()
  const form = event.target as HTMLFormElement
  const button = form.querySelector('button')!
  const width = button.value
  void fetch(form.action, { method: 'POST', body: new FormData(form, button), redirect: 'manual' })

  document.documentElement.dataset.rail = width
  button.value = width === 'narrow' ? 'wide' : 'narrow'
  button.setAttribute('aria-expanded', String(width === 'wide'))
})

// in a narrow rail the label of an entry is its tooltip
document.addEventListener('pointerover', ({ target }) => {
  const link = (target as Element).closest<HTMLElement>('.rail a')
  if (link) link.title = document.documentElement.dataset.rail === 'narrow' ? (link.textContent?.trim() ?? '') : ''
})
