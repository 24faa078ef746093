import i18nManager from '@adonisjs/i18n/services/main'
import type { Group, Test } from '@japa/runner/core'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright'
import env from '#start/env'
import { currentQueue } from '#shared/queue/queue'
import { DEMO_DOMAIN, DEMO_PASSWORD } from '#identity/queries/demo_people'
import { CHROMIUM, hasChromium } from '#tests/support/browser'
import { loadDemoCompany } from '#tests/support/demo_company'

export const HOME = `http://${env.get('HOST')}:${env.get('PORT')}`
export const PHONE = { width: 390, height: 844 }

const contexts = new Map<string, Promise<BrowserContext>>()
const pages = new Set<Page>()
const troubles: string[] = []

/** What every browser group needs: Chromium, the demo company, and a browser that complains about nothing. */
export function browsing(group: Group): void {
  group.tap((test: Test<any>) => void test.skip(!hasChromium, `Chromium is not installed at ${CHROMIUM}`))
  if (!hasChromium) return

  group.setup(() => loadDemoCompany())
  group.each.teardown(async () => {
    await Promise.all([...pages].map((page) => page.close()))
    pages.clear()
    const complaints = troubles.splice(0)
    if (complaints.length > 0) throw new Error(`The browser complained:\n${complaints.join('\n')}`)
  })
}

/** A new page in a context nobody is signed in to. */
export async function strangersPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: HOME, locale: 'en-GB', reducedMotion: 'reduce', ...options })
  context.setDefaultTimeout(20_000)
  return watched(await context.newPage())
}

/** A new page of a demo person (`helen`), who signed in once; one context per person and kind of browser. */
export async function pageOf(browser: Browser, name: string, options: BrowserContextOptions = {}): Promise<Page> {
  const key = `${name} ${JSON.stringify(options)}`
  if (!contexts.has(key)) contexts.set(key, signedIn(browser, name, options))
  const context = await contexts.get(key)!
  return watched(await context.newPage())
}

async function signedIn(browser: Browser, name: string, options: BrowserContextOptions): Promise<BrowserContext> {
  const page = await strangersPage(browser, options)
  await signIn(page, name)
  await page.close()
  return page.context()
}

/** Fills the sign-in form in and waits for the page behind it. */
export async function signIn(page: Page, name: string, password: string = DEMO_PASSWORD): Promise<void> {
  await page.goto('/sign-in')
  await page.locator('#field-email').fill(`${name}@${DEMO_DOMAIN}`)
  await page.locator('#field-password').fill(password)
  await Promise.all([page.waitForURL((url) => url.pathname !== '/sign-in'), page.locator('form .btn[data-variant=primary]').click()])
}

/** The words of a language, as the pages use them. */
export function words(locale: string): (key: string, values?: Record<string, any>) => string {
  const language = i18nManager.locale(locale)
  return (key, values) => language.t(key, values)
}

export const workQueue = () => currentQueue().drain()

/** Opens an address and waits until the scripts have taken the page over. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await page.waitForFunction(() => 'up' in window)
}

/** Errors of scripts and of the content policy; refusals that a test provokes are answers, not errors. */
function watched(page: Page): Page {
  pages.add(page)
  page.on('pageerror', (error) => void troubles.push(`${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() !== 'error' || /status of 4\d\d/.test(message.text())) return
    troubles.push(`${page.url()}: ${message.text()}`)
  })
  return page
}
