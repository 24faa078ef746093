/** A drawer that saved something closes; the page below it follows, or shows its news. */
up.on('up:layer:accepted', ({ layer, value, origin }) => {
  const next = value?.location
  if (!next) return
  up.cache.expire()
  const below = up.layer.current
  const here = below.location ?? location.href
  const follows = origin?.closest('[data-after=follow]') || new URL(next, location.origin).pathname.startsWith('/sign-in')
  if (follows || layer.element.querySelector('[data-after=follow]')) void up.navigate({ url: next, layer: below })
  else
    void up.render({
      target: 'main',
      url: here,
      layer: below,
      cache: false,
      scroll: false,
      focus: 'keep',
      history: false,
    })
})
