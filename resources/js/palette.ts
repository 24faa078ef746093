up.compiler('[data-palette]', (palette: HTMLElement) => {
  const input = palette.querySelector('input')!
  const choices = () => [...palette.querySelectorAll<HTMLElement>('[data-choice]')]
  const chosen = () => palette.querySelector<HTMLElement>('[data-chosen]')

  function choose(choice?: HTMLElement) {
    chosen()?.removeAttribute('data-chosen')
    choice?.setAttribute('data-chosen', '')
    choice?.scrollIntoView({ block: 'nearest' })
  }

  input.addEventListener('keydown', (event) => {
    const all = choices()
    const at = all.indexOf(chosen()!)
    if (event.key === 'ArrowDown') choose(all[Math.min(at + 1, all.length - 1)])
    else if (event.key === 'ArrowUp') choose(all[Math.max(at - 1, 0)])
    else if (event.key === 'Enter' && all.length > 0) (chosen() ?? all[0]).click()
    else if (event.key === 'Escape') up.layer.get(palette).dismiss(null)
    else return
    event.preventDefault()
  })
  const watch = new MutationObserver(() => chosen() ?? choose(choices()[0]))
  watch.observe(palette, { childList: true, subtree: true })
  choose(choices()[0])
  return () => watch.disconnect()
})
