import { test } from '@japa/runner'
import limiter from '@adonisjs/limiter/services/main'
import { demo } from '#config/app'
import { NAVIGATION } from '#start/navigation'
import { browsing, pageOf, signIn, strangersPage, words } from '#tests/support/browsing'

const t = words('en')

test.group('Signing in with a browser', (group) => {
  browsing(group)
  group.each.setup(() => limiter.clear())

  test('a wrong password is refused in the page, the right one opens the home page', async ({ assert, browser }) => {
    const page = await strangersPage(browser)
    await page.goto('/crm/companies')
    assert.equal(new URL(page.url()).pathname, '/sign-in')

    await page.locator('#field-email').fill('helen@demo.annexa.example')
    await page.locator('#field-password').fill('wrong')
    await page.getByRole('button', { name: t('identity.sign_in.button'), exact: true }).click()
    await page.getByRole('alert').first().waitFor()
    assert.equal(await page.locator('#field-email').inputValue(), 'helen@demo.annexa.example')
    assert.equal(await page.locator('#field-password').inputValue(), '')

    await page.locator('#field-password').fill('demo')
    await page.getByRole('button', { name: t('identity.sign_in.button'), exact: true }).click()
    await page.waitForURL('**/crm/companies')
    await page.getByRole('heading', { level: 1, name: t('crm.company.many') }).waitFor()
  })

  test('signing out ends the session for every tab', async ({ assert, browser }) => {
    const page = await strangersPage(browser)
    await signIn(page, 'thomas')
    const other = await page.context().newPage()
    await other.goto('/')

    await page.locator('.top-actions details.menu:last-child > summary').click()
    await page.getByRole('button', { name: t('shell.menu.sign_out') }).click()
    await page.waitForURL('**/sign-in')
    await other.goto('/profile')
    assert.equal(new URL(other.url()).pathname, '/sign-in')
    await other.close()
  })

  test('the people of the demo company are offered in demo mode only', async ({ assert, browser }) => {
    const page = await strangersPage(browser)
    await page.goto('/sign-in')
    const offers = page.locator('section[aria-labelledby=demo-people] button')
    if (!demo) return assert.equal(await offers.count(), 0)

    assert.isAbove(await offers.count(), 8)
    await offers.filter({ hasText: 'Helen Whitfield' }).click()
    await page.getByRole('heading', { name: t('home.hello', { name: 'Helen' }) }).waitFor()
  })

  test('another language changes every visible string of the shell and of the page', async ({ assert, browser }) => {
    const page = await strangersPage(browser)
    await signIn(page, 'george')
    const seen = async () => (await page.locator('body').innerText()).split('\n').map((line) => line.trim())
    const english = await seen()

    for (const locale of ['es', 'ro']) {
      await page.locator('.top-actions details.menu:last-child > summary').click()
      await page.locator(`button[name=language][value=${locale}]`).click()
      await page.locator(`html[lang=${locale}]`).waitFor()
      const now = await seen()
      const same = now.filter((line) => /\p{L}{3}/u.test(line) && english.includes(line))
      const sameInBoth = ['Annexa', 'George Pemberton', ...sharedWords(locale)]
      assert.deepEqual(same.filter((line) => !sameInBoth.includes(line)), [], locale)
    }
  })

  test('a person without a permission meets a page that says what is missing', async ({ browser }) => {
    const page = await pageOf(browser, 'thomas')
    await page.goto('/identity/users')
    await page.getByRole('heading', { name: t('errors.pages.403.title') }).waitFor()
  })
})

/** Words of the navigation that are spelled alike in English and the other language. */
function sharedWords(locale: string): string[] {
  const other = words(locale)
  const entries = NAVIGATION.flatMap((section) => section.entries)
  const keys = [...entries.map(({ key }) => `shell.nav.${key}`), ...NAVIGATION.map(({ key }) => `shell.sections.${key}`)]
  return keys.filter((key) => t(key) === other(key)).map((key) => t(key))
}
