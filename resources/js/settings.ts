const text = document.body.dataset

up.link.config.followSelectors.push('a[href]')
up.link.config.noFollowSelectors.push('[download]', '[target]', '[data-layout=bare] a')
up.form.config.submitSelectors.push('form[up-submit]')
up.script.config.cspWarnings = false
up.log.config.enabled = false
up.network.config.progressBar = true

up.layer.config.overlay.dismissARIALabel = text.textClose ?? 'Close'
up.layer.config.drawer.position = 'right'
up.layer.config.drawer.size = 'medium'
up.layer.config.modal.size = 'medium'

// inside the ERP's frame the browser's history belongs to the ERP
if (document.documentElement.hasAttribute('data-embedded')) up.history.config.enabled = false

// the server returns to this address when it shows a form again
up.on('up:request:load', ({ request }) => {
  request.headers['X-Annexa-Location'] = up.layer.current.location ?? location.href
})

// a session that has ended answers with the sign-in page: that needs the whole window
up.on('up:fragment:loaded', (event) => {
  if (document.body.dataset.layout !== 'app' || !event.response.text.includes('data-layout="bare"')) return
  event.preventDefault()
  location.assign(event.response.url)
})
