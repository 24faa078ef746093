/** `<select data-lookup="/address">` asks the server while one types; it answers `[{ value, label, hint? }]`. */
interface Found {
  value: string
  label: string
  hint?: string
}

up.compiler('select[data-lookup]', (select: HTMLSelectElement) => void enhance(select))

async function enhance(select: HTMLSelectElement) {
  const { default: TomSelect } = await import('tom-select/base')
  if (!select.isConnected) return

  const text = document.body.dataset
  const address = select.dataset.lookup!
  const control = new TomSelect(select, {
    valueField: 'value',
    labelField: 'label',
    searchField: [],
    maxOptions: 50,
    preload: 'focus',
    loadThrottle: 150,
    allowEmptyOption: false,
    async load(typed: string, show: (found: Found[]) => void) {
      const url = `${address}${address.includes('?') ? '&' : '?'}q=${encodeURIComponent(typed)}`
      const answer = await fetch(url, { headers: { Accept: 'application/json' } }).catch(() => null)
      show(answer?.ok ? await answer.json() : [])
    },
    onType(this: { clearOptions(): void }) {
      this.clearOptions()
    },
    render: {
      option: ({ label, hint }: Found, escape: (text: string) => string) =>
        `<div><span>${escape(label)}</span>${hint ? `<small>${escape(hint)}</small>` : ''}</div>`,
      item: ({ label }: Found, escape: (text: string) => string) => `<div>${escape(label)}</div>`,
      no_results: () => `<div class="no-results">${text.textNone ?? ''}</div>`,
      loading: () => `<div class="loading">${text.textLoading ?? ''}</div>`,
    },
  })
  select.setAttribute('aria-hidden', 'true')
  const error = select.getAttribute('aria-describedby')
  if (error) control.control_input.setAttribute('aria-describedby', error)
  if (select.form?.method === 'post' && !select.multiple) sendWords(select, control)
}

/** A form that is refused is shown again from what it sent: beside the value go the words for it, which only the lookup knew. */
function sendWords(select: HTMLSelectElement, control: { getItem(value: string): HTMLElement | null }) {
  const words = document.createElement('input')
  words.type = 'hidden'
  words.name = `words_of_${select.id}`
  select.after(words)
  const tell = () => {
    words.value = control.getItem(select.value)?.textContent ?? ''
    words.disabled = words.value === ''
  }
  select.addEventListener('change', tell)
  tell()
}
