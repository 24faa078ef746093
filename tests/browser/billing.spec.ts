import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { Page } from 'playwright'
import { addDays, calendarDate, type CalendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import { browsing, pageOf, visit, words, workQueue } from '#tests/support/browsing'

const t = words('en')
const es = words('es')

test.group('Billing with a browser', (group) => {
  browsing(group)

  test('a run is made, reviewed, approved by somebody else and posted, and the ERP numbers it', async ({ assert, browser }) => {
    const maker = await pageOf(browser, 'javier')
    const until = await lastDay()
    const run = await compute(maker, until)
    assert.equal(await maker.getByRole('button', { name: es('billing.run.approve') }).count(), 0)

    const lines = await maker.getByRole('link', { name: es('billing.run.exclude') }).count()
    assert.isAbove(lines, 1)
    await maker.locator('details.explanation > summary').first().click()
    await maker.locator('details.explanation[open] dt').first().waitFor()
    await maker.getByRole('link', { name: es('billing.run.exclude') }).first().click()
    const modal = maker.locator('up-modal')
    await modal.locator('input[name=reason]').fill('The customer disputes this month')
    await modal.getByRole('button', { name: es('billing.run.exclude') }).click()
    await maker.getByText('The customer disputes this month').waitFor()
    assert.equal(await maker.getByRole('link', { name: es('billing.run.exclude') }).count(), lines - 1)

    const approver = await pageOf(browser, 'margaret')
    await visit(approver, run)
    await confirmed(approver, t('billing.run.approve'))
    await confirmed(approver, t('billing.run.post'))
    await approver.getByText(t('billing.run.statuses.posting'), { exact: true }).first().waitFor()
    await workQueue()
    await approver.getByText(t('billing.run.statuses.done'), { exact: true }).first().waitFor()
    const { id } = await db.from('billing_runs').orderBy('id', 'desc').firstOrFail()
    const posted = await db.from('invoices').where('billing_run_id', id)
    assert.deepEqual([...new Set(posted.map((invoice) => invoice.status))], ['posted'])
    for (const { erp_number: number } of posted.slice(0, 5)) await approver.getByRole('link', { name: number }).waitFor()

    const { count } = await db.from('charges').where({ billing_run_id: id, state: 'excluded' }).count('* as count').firstOrFail()
    assert.equal(Number(count), 1)
    await visit(approver, `/billing/invoices/${posted[0].id}`)
    await approver.getByRole('heading', { level: 1, name: posted[0].erp_number }).waitFor()
  })

  test('a run over what is billed already says 0 changes', async ({ browser }) => {
    const { until } = await db.from('billing_runs').orderBy('id').firstOrFail()
    const page = await pageOf(browser, 'helen')
    await visit(page, '/billing/runs')
    await page.locator('#field-until').fill(until)
    await page.getByRole('button', { name: t('billing.runs.compute') }).click()
    await page.waitForURL(/runs\/\d+$/)
    await workQueue()
    await page.getByText(t('billing.run.zero_changes')).first().waitFor()
  })

  test('what was posted is seen at the ERP, with its tax, and on the page of the customer', async ({ assert, browser }) => {
    const invoice = await db.from('invoices').where('status', 'posted').whereNotNull('erp_number').orderBy('id').firstOrFail()
    const page = await pageOf(browser, 'helen')
    await visit(page, `/sandbox/invoices?q=${invoice.erp_number}`)
    await page.getByRole('link', { name: invoice.erp_number }).click()
    await page.getByRole('heading', { level: 1, name: invoice.erp_number }).waitFor()
    assert.include(await page.locator('main').innerText(), invoice.reference)

    await visit(page, `/crm/companies/${invoice.company_id}`)
    await page.getByRole('link', { name: invoice.erp_number }).first().waitFor()
  })
})

/** A day that no run has reached yet, so that something is due. */
async function lastDay(): Promise<CalendarDate> {
  const { last } = await db.from('billing_runs').max('until as last').firstOrFail()
  const today = todayIn('Europe/Madrid')
  return addDays(calendarDate(last > today ? last : today), 31)
}

async function compute(page: Page, until: string): Promise<string> {
  await visit(page, '/billing/runs')
  await page.locator('#field-until').fill(until)
  await page.getByRole('button', { name: es('billing.runs.compute') }).click()
  await page.waitForURL(/runs\/\d+$/)
  await page.getByText(es('billing.run.statuses.computing'), { exact: true }).first().waitFor()
  await workQueue()
  await page.getByText(es('billing.run.statuses.proposed'), { exact: true }).first().waitFor()
  return new URL(page.url()).pathname
}

/** Presses a button that asks, and says yes. */
async function confirmed(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).first().click()
  await page.locator('#confirmation [data-yes]').click()
}
