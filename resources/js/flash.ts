const SHOWN_FOR_MS = 8000

up.compiler('[data-flash]', (message: HTMLElement) => {
  const button = document.createElement('button')
  button.className = 'btn'
  button.type = 'button'
  button.dataset.variant = 'ghost'
  button.dataset.size = 'icon-sm'
  button.setAttribute('aria-label', document.body.dataset.textClose ?? '')
  button.textContent = '×'
  button.addEventListener('click', () => message.remove())
  message.append(button)

  if (message.dataset.flash !== 'brief') return
  const fade = () =>
    message.matches(':hover, :focus-within') ? void (timer = setTimeout(fade, SHOWN_FOR_MS)) : message.remove()
  let timer = setTimeout(fade, SHOWN_FOR_MS)
  return () => clearTimeout(timer)
})

// what was said on one page is not repeated on the next
up.on('up:location:changed', () =>
  document.querySelectorAll('#flash [data-flash=lasting]:not([data-new])').forEach((old) => old.remove())
)
