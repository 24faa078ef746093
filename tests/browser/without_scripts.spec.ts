import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { addDays, calendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import { browsing, pageOf, words, workQueue } from '#tests/support/browsing'

const t = words('en')
const PLAIN = { javaScriptEnabled: false }

/** A company that no ERP knows: all of it is edited here. */
async function prospect(): Promise<number> {
  const stamps = { created_at: '2026-01-01 00:00:00', updated_at: '2026-01-01 00:00:00' }
  const [id] = await db.table('companies').insert({ name: 'Plain Hotels', status: 'prospect', version: 1, ...stamps })
  return Number(id)
}

test.group('Without JavaScript', (group) => {
  browsing(group)

  test('one signs in, filters a list, opens a record, corrects a form and saves it', async ({ assert, browser }) => {
    const page = await pageOf(browser, 'helen', PLAIN)
    await page.goto('/crm/companies')
    await page.locator('#list-q').fill('hotel')
    await page.locator('.filters-summary').click()
    await page.locator('.filters').getByRole('button', { name: t('records.apply') }).click()
    await page.waitForURL(/q=hotel/)
    await page.locator('#list .row-link', { hasText: 'Atlantic Hotels' }).click()
    await page.locator('.page-actions a', { hasText: t('records.edit') }).click()
    await page.waitForURL(/edit$/)

    await page.goto(`/crm/companies/${await prospect()}/edit`)
    await page.locator('#field-name').fill('')
    await page.locator('#field-city').fill('Hamburg')
    await page.getByRole('button', { name: t('records.save'), exact: true }).click()
    await page.locator('#field-name[aria-invalid=true]').waitFor()
    assert.equal(await page.locator('#field-city').inputValue(), 'Hamburg')
    await page.locator('#field-name').fill('Plain Hotels Ltd')
    await page.locator('#field-notes').fill('Written without scripts')
    await page.getByRole('button', { name: t('records.save'), exact: true }).click()
    await page.waitForURL(/companies\/\d+$/)
    assert.include(await page.locator('main').innerText(), 'Written without scripts')
  })

  test('menus open, the language is changed and one signs out', async ({ assert, browser }) => {
    const page = await pageOf(browser, 'nuria', PLAIN)
    await page.goto('/')
    const menu = page.locator('.top-actions details.menu:last-child > summary')
    await menu.click()
    await page.locator('button[name=language][value=en]').click()
    await page.locator('html[lang=en]').waitFor({ state: 'attached' })
    await menu.click()
    await page.locator('button[name=language][value=es]').click()
    await page.locator('html[lang=es]').waitFor({ state: 'attached' })
    assert.equal(new URL(page.url()).pathname, '/')
  })

  test('a billing run is made, a line left out, approved and posted', async ({ assert, browser }) => {
    const es = words('es')
    const maker = await pageOf(browser, 'javier', PLAIN)
    const { last } = await db.from('billing_runs').max('until as last').firstOrFail()
    const today = todayIn('Europe/Madrid')
    await maker.goto('/billing/runs')
    await maker.locator('#field-until').fill(addDays(calendarDate(last > today ? last : today), 31))
    await maker.getByRole('button', { name: es('billing.runs.compute') }).click()
    await maker.waitForURL(/runs\/\d+$/)
    await workQueue()
    await maker.reload()
    await maker.getByRole('link', { name: es('billing.run.exclude') }).first().click()
    await maker.waitForURL(/exclusion$/)
    await maker.locator('input[name=reason]').fill('Disputed on paper')
    await maker.getByRole('button', { name: es('billing.run.exclude') }).click()
    await maker.waitForURL(/runs\/\d+$/)
    assert.include(await maker.locator('main').innerText(), 'Disputed on paper')

    const approver = await pageOf(browser, 'margaret', PLAIN)
    await approver.goto(new URL(maker.url()).pathname)
    await approver.getByRole('button', { name: t('billing.run.approve') }).click()
    await approver.getByRole('button', { name: t('billing.run.post') }).click()
    await workQueue()
    await approver.reload()
    await approver.getByText(t('billing.run.statuses.done'), { exact: true }).first().waitFor()
  })
})
