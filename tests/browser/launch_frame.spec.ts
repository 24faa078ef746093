import { randomBytes } from 'node:crypto'
import { execFileSync, type ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { test } from '@japa/runner'
import { chromium, type Browser, type BrowserContext, type Frame, type Page } from 'playwright'
import { CHROMIUM, CHROMIUM_FLAGS, hasChromium } from '#tests/support/browser'
import ErpPage from '#tests/support/erp_page'
import { ownHouse, runToEnd, startUntil } from '#tests/support/spawned_house'
import { claims, hs256 } from '#tests/support/tickets'

const NODE = ['--no-warnings', '--import=@poppinss/ts-exec']
const SECRET = randomBytes(32).toString('base64url')
const KID = 'framed'

test.group('Launch in a frame of another site, third-party cookies blocked', (group) => {
  let env: Record<string, string>
  let house: ChildProcess | undefined
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let made: { connectionId: number; customerId: number; customerName: string }
  const erp = new ErpPage()
  const stranger = new ErpPage()

  group.tap((one) => void one.skip(!hasChromium, `Chromium is not installed at ${CHROMIUM}`))
  group.setup(async () => {
    if (!hasChromium) return
    await erp.start()
    await stranger.start()
    const own = await ownHouse('launch-frame')
    env = { ...own, APP_URL: `http://127.0.0.1:${own.PORT}`, COOKIE_SECURE: 'true' }
    await runToEnd([...NODE, 'ace.js', 'house:prepare'], env)
    const said = execFileSync(process.execPath, [...NODE, 'tests/support/launch_house.ts', KID, SECRET, erp.origin], { env: { ...process.env, ...env } })
    made = JSON.parse(said.toString().trim().split('\n').at(-1)!)
    house = await startUntil('started HTTP server', [...NODE, 'bin/server.ts'], env)
    browser = await chromium.launch({ executablePath: CHROMIUM, args: [...CHROMIUM_FLAGS, '--test-third-party-cookie-phaseout'] })
  })
  group.teardown(async () => {
    await browser?.close()
    house?.kill('SIGKILL')
    erp.stop()
    stranger.stop()
    if (env) for (const ending of ['', '-wal', '-shm']) rmSync(`${env.DB_FILE}${ending}`, { force: true })
  })
  group.each.setup(async () => {
    context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' })
    context.setDefaultTimeout(20_000)
    page = await context.newPage()
    return () => context.close()
  })

  const ticketFor = (more: Record<string, unknown> = {}) =>
    hs256(claims(env.APP_URL, { ctx: { connection: made.connectionId, entity: 'customer', key: String(made.customerId) }, ...more }), KID, SECRET)

  async function launched(ticket = ticketFor(), from = erp): Promise<Frame> {
    await page.goto(from.opening(env.APP_URL, ticket))
    await page.getByRole('button', { name: 'Service' }).click()
    await page.waitForFunction(() => (document.querySelector('iframe') as { contentWindow: { length: number } } | null)?.contentWindow !== null)
    return page.frame({ name: 'annexa' })!
  }

  test('the ticket opens the customer, who was not here yet, without rail and with the ways out', async ({ assert }) => {
    const frame = await launched()
    await frame.getByRole('heading', { level: 1, name: made.customerName }).waitFor()
    assert.match(frame.url(), /\/crm\/companies\/\d+$/)
    assert.equal(await frame.locator('#rail').count(), 0)
    assert.equal(await frame.locator('.crumbs').count(), 1)
    assert.equal(await frame.getByRole('link', { name: 'Back to the record in the ERP' }).getAttribute('href'), `/sandbox/customers/${made.customerId}`)

    const cookie = (await context.cookies()).find(({ name }) => name === 'annexa-session') as { partitionKey?: string; secure: boolean; httpOnly: boolean; sameSite: string }
    assert.equal(cookie.partitionKey, 'http://localhost')
    assert.isTrue(cookie.secure && cookie.httpOnly)
    assert.equal(cookie.sameSite, 'None')
  })

  test('the session lives on through links, fragments and forms, and pages stay without the rail', async ({ assert }) => {
    const frame = await launched()
    await frame.getByRole('heading', { level: 1, name: made.customerName }).waitFor()
    await frame.locator('.crumbs a').first().click()
    await frame.getByRole('heading', { level: 1, name: 'Companies' }).waitFor()
    assert.equal(await frame.locator('#rail').count(), 0)
    assert.equal(await frame.locator('.framed-bar').count(), 1, 'fragments know of the frame as well')

    await frame.goto(`${env.APP_URL}/profile`)
    await frame.locator('#field-full_name').fill('Ana Still Framed')
    await frame.locator('form[action^="/profile"] [type=submit]').first().click()
    await frame.getByText('Your profile was saved').first().waitFor()
  })

  test('out of the frame the same page opens in a window of its own, once', async ({ assert }) => {
    const frame = await launched()
    const link = frame.getByRole('link', { name: 'Open in its own window' })
    const address = await link.getAttribute('href')
    const [window] = await Promise.all([context.waitForEvent('page'), link.click()])
    await window.getByRole('heading', { level: 1, name: made.customerName }).waitFor()
    assert.match(window.url(), /\/crm\/companies\/\d+$/)
    assert.equal(await window.locator('#rail').count(), 1)

    await context.clearCookies()
    await window.goto(`${env.APP_URL}${address}`)
    assert.equal(new URL(window.url()).pathname, '/sign-in')
  })

  test('a spent ticket shows its refusal in the frame and signs nobody in', async ({ assert }) => {
    const ticket = ticketFor()
    const first = await launched(ticket)
    await first.getByRole('heading', { level: 1, name: made.customerName }).waitFor()
    await context.clearCookies()
    const frame = await launched(ticket)
    await frame.getByText('The ticket has been used already.').waitFor()
    await frame.goto(`${env.APP_URL}/crm/companies`)
    assert.equal(new URL(frame.url()).pathname, '/sign-in')
  })

  test('a page that is not named may not show ours in its frame', async ({ assert }) => {
    const blocked = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'))
    const frame = await launched(ticketFor(), stranger)
    await blocked
    await page.waitForTimeout(300)
    assert.equal(await frame.getByRole('heading', { level: 1 }).count(), 0)
  })
})
