up.on('click', '[data-print]', (event) => {
  event.preventDefault()
  window.print()
})
