import { ask } from './confirm'
import { isUnsaved } from './unsaved'

/** Version of what is said between the page around us and ours: docs/erp/launch.md. */
const VERSION = 1

const text = document.body.dataset
const trusted = (document.documentElement.dataset.frameOrigins ?? '').split(' ').filter(Boolean)
const isFramed = window.parent !== window && trusted.length > 0
let heardFrom: string | undefined

/** Who frames us, when it is one of those that may; nothing is said to anybody else. */
function listener(): string | undefined {
  const around = heardFrom ?? location.ancestorOrigins?.[0]
  return around && trusted.includes(around) ? around : undefined
}

function say(type: string, more: object = {}): void {
  const origin = listener()
  if (origin) window.parent.postMessage({ annexa: VERSION, type, ...more }, origin)
}

let saidHeight = 0
function sayHeight(): void {
  const shell = document.querySelector('.shell')
  if (!shell) return
  const height = Math.ceil(shell.getBoundingClientRect().bottom + window.scrollY)
  if (height === saidHeight) return
  saidHeight = height
  say('height', { height })
}

function sayRecord(): void {
  const bar = document.querySelector<HTMLElement>('.framed-bar')
  if (!bar) return
  const { entity = null, key = null, path, title } = bar.dataset
  say('record', { entity, key, path, title })
}

async function close(): Promise<void> {
  const mayGo = !isUnsaved() || (await ask(text.textUnsaved ?? '', text.textLeave))
  if (mayGo) say('close')
}

if (isFramed) {
  up.compiler('.framed-bar', (bar: HTMLElement) => {
    sayRecord()
    const button = bar.querySelector<HTMLButtonElement>('[data-frame-close]')!
    // only a page that speaks with us knows what closing means
    button.hidden = heardFrom === undefined
    button.addEventListener('click', () => void close())
  })
  new ResizeObserver(sayHeight).observe(document.querySelector('.shell') ?? document.body)
  say('ready')

  window.addEventListener('message', ({ data, origin, source }) => {
    if (source !== window.parent || !trusted.includes(origin) || data?.annexa !== VERSION) return
    if (data.type === 'close') void close()
    if (data.type !== 'hello') return
    heardFrom = origin
    document.querySelector<HTMLButtonElement>('[data-frame-close]')?.removeAttribute('hidden')
    saidHeight = 0
    say('ready')
    sayHeight()
    sayRecord()
  })
}

// a window beside this frame has signed somebody in, and hands over what opens the session here
up.compiler('[data-awaits-sign-in]', () => {
  const enter = ({ data, origin }: MessageEvent) => {
    if (origin !== location.origin || data?.annexa !== VERSION || data.type !== 'signed-in') return
    const address = new URL(String(data.entry), location.origin)
    if (address.origin === location.origin && address.pathname.startsWith('/oidc/entries/')) location.assign(address)
  }
  window.addEventListener('message', enter)
  return () => window.removeEventListener('message', enter)
})

const entry = document.querySelector<HTMLElement>('[data-frame-entry]')?.dataset.frameEntry
if (entry && window.opener) {
  window.opener.postMessage({ annexa: VERSION, type: 'signed-in', entry }, location.origin)
  window.close()
}
