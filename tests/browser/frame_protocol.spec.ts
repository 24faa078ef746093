import { test } from '@japa/runner'
import type { Page } from 'playwright'
import { CHROMIUM, hasChromium } from '#tests/support/browser'
import FramedHouse from '#tests/support/framed_house'

type Said = { origin: string; type: string } & Record<string, unknown>

test.group('A frame and the page around it, third-party cookies blocked', (group) => {
  const house = new FramedHouse()
  let page: Page

  group.tap((one) => void one.skip(!hasChromium, `Chromium is not installed at ${CHROMIUM}`))
  group.setup(async () => {
    if (hasChromium) await house.start('frame-protocol')
  })
  group.teardown(() => house.stop())
  group.each.setup(async () => {
    page = await house.page()
    return () => page.context().close()
  })

  const heard = (type: string) => page.evaluate((wanted) => (globalThis as any).heard.filter((one: Said) => one.type === wanted), type) as Promise<Said[]>
  const hear = (type: string, fits = 'true') => page.waitForFunction(`window.heard.some((one) => one.type === '${type}' && (${fits}))`)
  const tell = (type: string) => page.evaluate((what) => (globalThis as any).document.querySelector('iframe').contentWindow.postMessage({ annexa: 1, type: what }, '*'), type)

  test('the ERP hears which record is shown and how high it is, and again as the person goes on', async ({ assert }) => {
    const frame = await house.launch(page)
    await frame.getByRole('heading', { level: 1, name: house.made.customerName }).waitFor()
    await hear('record', `one.entity === 'customer' && one.key === '${house.made.customerId}'`)
    await hear('height', 'one.height > 200')
    const [first] = await heard('ready')
    assert.deepEqual(first, { origin: house.env.APP_URL, annexa: 1, type: 'ready' })

    await frame.locator('.crumbs a').first().click()
    await hear('record', `one.path.startsWith('/crm/companies') && one.entity === null`)
    const heights = await heard('height')
    const inside = await frame.locator('.shell').evaluate((shell) => Math.ceil(shell.getBoundingClientRect().bottom))
    assert.closeTo(heights.at(-1)!.height as number, inside, 2)
  })

  test('closing is offered once the ERP has said hello, and asks before typed text is lost', async ({ assert }) => {
    const frame = await house.launch(page)
    const close = frame.locator('[data-frame-close]')
    await frame.getByRole('heading', { level: 1, name: house.made.customerName }).waitFor()
    assert.isTrue(await close.isHidden())
    await tell('hello')
    await close.waitFor()
    await close.click()
    await hear('close')

    await frame.goto(`${house.env.APP_URL}/profile`)
    await frame.locator('#field-full_name').fill('Typed and not saved')
    await page.evaluate('window.heard.length = 0')
    await tell('close')
    const dialog = frame.locator('#confirmation')
    await dialog.waitFor()
    assert.isEmpty(await heard('close'))
    await dialog.locator('[data-yes]').click()
    await hear('close')
  })

  test('what others say is not listened to', async ({ assert }) => {
    const frame = await house.launch(page)
    await frame.getByRole('heading', { level: 1, name: house.made.customerName }).waitFor()
    await frame.evaluate(() => (globalThis as any).postMessage({ annexa: 1, type: 'hello' }, '*'))
    await page.evaluate(() => (globalThis as any).document.querySelector('iframe').contentWindow.postMessage({ annexa: 2, type: 'hello' }, '*'))
    await tell('nonsense')
    await hear('record')
    assert.isTrue(await frame.locator('[data-frame-close]').isHidden())
  })

  test('the way back leads to the record that is shown', async ({ assert }) => {
    const frame = await house.launch(page)
    const back = frame.getByRole('link', { name: 'Back to the record in the ERP' })
    await back.waitFor()
    assert.equal(await back.getAttribute('href'), `/sandbox/customers/${house.made.customerId}`)
    assert.equal(await frame.locator('.framed-bar').getAttribute('data-key'), String(house.made.customerId))
  })

  test('a link without a ticket asks the directory without a page, then in a window, and the frame goes on by itself', async ({ assert }) => {
    await page.goto(house.erp.showing(house.link))
    const frame = page.frame({ name: 'annexa' })!
    await frame.getByRole('heading', { level: 1, name: 'One step outside this frame' }).waitFor()
    assert.isTrue(house.directory.asked.some((path) => path.includes('prompt=none')))

    const [window] = await Promise.all([page.context().waitForEvent('page'), frame.getByRole('link', { name: 'Sign in with Directory' }).click()])
    await Promise.all([window.waitForEvent('close'), window.getByRole('button', { name: 'I am ana' }).click()])
    await frame.getByRole('heading', { level: 1, name: house.made.customerName }).waitFor()
    assert.equal(await frame.locator('#rail').count(), 0)
    await hear('record', `one.key === '${house.made.customerId}'`)

    const session = (await page.context().cookies()).filter(({ name }) => name === 'annexa-session') as unknown as { partitionKey?: string }[]
    assert.includeMembers(session.map(({ partitionKey }) => partitionKey), ['http://localhost'])
  })

  test('in a window of its own the same link goes straight through the directory', async ({ assert }) => {
    await page.goto(house.link)
    await page.getByRole('button', { name: 'I am ana' }).click()
    await page.getByRole('heading', { level: 1, name: house.made.customerName }).waitFor()
    assert.equal(await page.locator('#rail').count(), 1)
    assert.equal(await page.locator('.framed-bar').count(), 0)
  })
})

test.group('A frame for which the browser keeps nothing', (group) => {
  const house = new FramedHouse()

  group.tap((one) => void one.skip(!hasChromium, `Chromium is not installed at ${CHROMIUM}`))
  group.setup(async () => {
    if (hasChromium) await house.start('frame-blocked', false)
  })
  group.teardown(() => house.stop())

  test('says so, and opens the same page in a window of its own, once', async ({ assert }) => {
    const page = await house.page()
    const frame = await house.launch(page)
    await frame.getByRole('heading', { level: 1, name: 'Your browser keeps nothing for this frame' }).waitFor()
    const link = frame.getByRole('link', { name: 'Open in its own window' })
    const address = await link.getAttribute('href')
    const [window] = await Promise.all([page.context().waitForEvent('page'), link.click()])
    await window.getByRole('heading', { level: 1, name: house.made.customerName }).waitFor()
    assert.equal(await window.locator('#rail').count(), 1)

    await window.context().clearCookies()
    await window.goto(`${house.env.APP_URL}${address}`)
    assert.equal(new URL(window.url()).pathname, '/sign-in')
    await page.context().close()
  })
})
