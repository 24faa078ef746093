import { test } from '@japa/runner'
import type { Page } from 'playwright'
import { browsing, pageOf, strangersPage, visit } from '#tests/support/browsing'
import { ALL_FOUR, complaintsAbout, EACH_ONCE, type Look } from '#tests/support/looking'
import { screens } from '#tests/support/screens'

const PARTS = ['/billing', '/crm', '/erp', '/identity', '/installed-base', '/mirror', '/points', '/sandbox', '/service-contracts', '/service-desk', '/warranty']
const ELSEWHERE = new RegExp(`^(?!${PARTS.join('|')})`)

const TYPICAL = ['/', '/crm/companies', '/crm/companies/1', '/crm/companies/1/edit', '/billing/runs/1', '/erp/sync', '/identity/roles/2']

/**
 * Nothing for axe to say and nothing to scroll sideways for: each screen light at the desk and dark on the phone; those that
 * the record kernel makes from a declaration by turns one or the other.
 */
test.group('Every screen', (group) => {
  browsing(group)

  test('of {$self} satisfies axe and fits on a phone')
    .with([...PARTS, 'everything else'])
    .timeout(600_000)
    .run(async ({ assert, browser }, part) => {
      const pages = [await pageOf(browser, 'helen'), await pageOf(browser, 'helen')]
      const here = (await screens()).filter(({ path }) => (part === 'everything else' ? ELSEWHERE.test(path) : path.startsWith(part)))
      assert.isNotEmpty(here)
      const looked = here.map(({ path, isGenerated }, n) => ({ path, looks: isGenerated ? [EACH_ONCE[n % 2]] : EACH_ONCE }))
      assert.deepEqual(await complaints(pages, looked), {})
    })

  test('of the typical ones satisfies axe in both themes at both widths', async ({ assert, browser }) => {
    const page = await pageOf(browser, 'helen')
    assert.deepEqual(await complaints([page], inLooks(TYPICAL, ALL_FOUR)), {})
  }).timeout(300_000)

  test('that shows a failure satisfies axe and fits on a phone', async ({ assert, browser }) => {
    const [page, clerk] = [await pageOf(browser, 'helen'), await pageOf(browser, 'thomas')]
    assert.deepEqual(await complaints([page], inLooks(['/nowhere', '/crm/companies/999999']), 404), {})
    assert.deepEqual(await complaints([clerk], inLooks(['/identity/users']), 403), {})
  })

  test('before signing in satisfies axe and fits on a phone', async ({ assert, browser }) => {
    const page = await strangersPage(browser)
    assert.deepEqual(await complaints([page], inLooks(['/sign-in', '/password/forgotten'])), {})
  })

  test('in a drawer, a menu, the palette or with errors in it satisfies axe', async ({ assert, browser }) => {
    const page = await pageOf(browser, 'helen')
    await visit(page, '/crm/companies')
    await page.locator('.page-actions a[href="/crm/companies/new"]').click()
    await page.locator('up-drawer form .btn[data-variant=primary]').click()
    await page.locator('up-drawer [aria-invalid=true]').first().waitFor()
    assert.deepEqual(await complaintsAbout(page), [])

    await visit(page, '/crm/companies')
    await page.locator('.filters-summary').click()
    assert.deepEqual(await complaintsAbout(page), [])

    await page.locator('.filters-summary').click()
    await page.keyboard.press('Control+k')
    await page.locator('[data-palette] input').waitFor()
    assert.deepEqual(await complaintsAbout(page), [])
    await page.keyboard.press('Escape')
    await page.locator('up-modal').waitFor({ state: 'detached' })
    await page.locator('.top-actions details.menu:last-child > summary').click()
    assert.deepEqual(await complaintsAbout(page), [])
  })
})

const inLooks = (paths: string[], looks = EACH_ONCE) => paths.map((path) => ({ path, looks }))

/** What is wrong with each of these screens; several pages share the work. */
async function complaints(pages: Page[], looked: { path: string; looks: Look[] }[], status = 200): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {}
  const left = [...looked]
  await Promise.all(
    pages.map(async (page) => {
      for (let screen = left.shift(); screen; screen = left.shift()) {
        const answer = await page.goto(screen.path)
        const wrong = answer!.status() === status ? [] : [`answered ${answer!.status()}`]
        const found = [...wrong, ...(await lastingComplaints(page, screen.looks))]
        if (found.length > 0) all[screen.path] = found
      }
    })
  )
  return all
}

/** Chromium sometimes draws a part of a page in the theme before; what is wrong is still wrong on the page loaded anew. */
async function lastingComplaints(page: Page, looks: Look[]): Promise<string[]> {
  const found = await complaintsAbout(page, looks)
  if (found.length === 0) return found
  await page.reload()
  return complaintsAbout(page, looks)
}
