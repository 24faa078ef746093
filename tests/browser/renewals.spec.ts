import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { browsing, pageOf, visit, words } from '#tests/support/browsing'
import { ALL_FOUR, complaintsAbout } from '#tests/support/looking'

const t = words('en')
const DESK = '/service-contracts/renewals'

test.group('Renewals with a browser', (group) => {
  browsing(group)

  test('a clerk looks at what comes up, renews one, takes a notice and writes about it', async ({ assert, browser }) => {
    const page = await pageOf(browser, 'helen')
    await visit(page, DESK)
    assert.deepEqual(await complaintsAbout(page, ALL_FOUR), [])

    const open = page.locator('tr', { hasText: t('renewal.states.open') }).first()
    const [id] = (await open.locator('input[type=checkbox]').getAttribute('value'))!.split(':').map(Number)
    await open.locator('input[type=checkbox]').check()
    await page.getByRole('button', { name: t('renewal.decisions.preview') }).click()
    await page.getByRole('button', { name: t('renewal.decisions.confirm_renew', { count: 1 }) }).waitFor()
    assert.deepEqual(await complaintsAbout(page), [])
    await page.getByRole('button', { name: t('renewal.decisions.confirm_renew', { count: 1 }) }).click()
    await page.getByText(t('renewal.decisions.done', { count: 1 })).first().waitFor()
    assert.equal((await db.from('service_contracts').where('id', id).firstOrFail()).term_no, 2)

    await visit(page, `/service-contracts/contracts/${id}?part=renewal`)
    await page.getByRole('link', { name: t('renewal.notice.record') }).click()
    await page.getByRole('button', { name: t('renewal.notice.look') }).click()
    await page.getByText(t('renewal.notice.ruling')).first().waitFor()
    await page.getByRole('button', { name: t('renewal.notice.save') }).click()
    await page.getByRole('link', { name: t('renewal.letters.kinds.notice_confirmed') }).click()
    await page.getByRole('button', { name: t('renewal.letters.keep') }).click()
    await page.getByRole('button', { name: t('renewal.letters.printed') }).click()
    await page.getByText(t('renewal.letters.states.printed')).first().waitFor()
  }).timeout(90_000)

  test('a clerk lists the prices that an index moves', async ({ assert, browser }) => {
    const page = await pageOf(browser, 'helen')
    await visit(page, '/service-contracts/revaluations')
    await page.getByRole('button', { name: t('service_contracts.revaluation.compute') }).click()
    await page.waitForURL(/revaluations\/\d+/)
    assert.deepEqual(await complaintsAbout(page), [])
    await db.from('revaluation_runs').where('status', 'proposed').update({ status: 'discarded', open_key: null })
  }).timeout(40_000)
})
