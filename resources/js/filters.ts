/** Fields of a list's filter may repeat without brackets; Unpoly has to see every value of them change. */
up.form.config.arrayParam = (name: string) => name.endsWith('[]') || name === 'column' || name.startsWith('f_')

// the address of a filtered list names only what is filtered
up.on('up:form:submit', 'form.filters', ({ params }) => {
  const typed = params.toArray().filter(({ value }) => value !== '')
  params.clear()
  params.addAll(typed)
})

// on a phone the rows come first: how many filters are set stands on the folded summary
up.compiler('details.filters-more', (details: HTMLDetailsElement) => {
  if (matchMedia('(width < 40rem)').matches) details.open = false
})
