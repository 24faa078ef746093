import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { Page } from 'playwright'
import { todayIn } from '#shared/clock'
import { browsing, pageOf, visit, words, workQueue } from '#tests/support/browsing'
import { complaintsAbout } from '#tests/support/looking'

const t = words('en')
const es = words('es')

test.group('Credits with a browser', (group) => {
  browsing(group)

  test('a clerk asks for a part of a line, another person approves it, and the ERP numbers the credit note', async ({ assert, browser }) => {
    const invoice = await db.from('invoices').where({ status: 'posted', kind: 'invoice' }).where('net_cents', '>', 1_000).orderBy('id').firstOrFail()
    const clerk = await pageOf(browser, 'javier')
    await visit(clerk, `/billing/invoices/${invoice.id}`)
    await clerk.getByRole('link', { name: es('billing.credit_request.title') }).click()
    await clerk.locator('select[name^=kind_]').first().waitFor()
    assert.deepEqual(await complaintsAbout(clerk), [])

    await clerk.locator('select[name^=kind_]').first().selectOption('amount')
    await clerk.locator('input[name^=value_]').first().fill('999999.00')
    await clerk.locator('#field-reason').fill('La máquina estuvo parada')
    await clerk.getByRole('button', { name: es('billing.credit_request.ask') }).click()
    await clerk.locator('[aria-invalid=true]').first().waitFor()
    assert.equal(await clerk.locator('input[name^=value_]').first().inputValue(), '999999.00')
    await clerk.locator('input[name^=value_]').first().fill('1.00')
    await clerk.getByRole('button', { name: es('billing.credit_request.ask') }).click()
    await clerk.getByText(es('billing.credit_request.choices.state.open')).first().waitFor()

    await visit(clerk, '/billing/runs')
    await clerk.locator('#field-until').fill(todayIn('Europe/Madrid'))
    await clerk.getByRole('button', { name: es('billing.runs.compute') }).click()
    await clerk.waitForURL(/runs\/\d+$/)
    await workQueue()
    const run = new URL(clerk.url()).pathname
    const approver = await pageOf(browser, 'margaret')
    await visit(approver, run)
    await confirmed(approver, t('billing.run.approve'))
    await confirmed(approver, t('billing.run.post'))
    await approver.getByText(t('billing.run.statuses.posting'), { exact: true }).first().waitFor()
    await workQueue()

    const note = await db.from('invoices').where('group_key', 'like', `credit:${invoice.id}%`).firstOrFail()
    assert.deepEqual([note.status, Number(note.net_cents)], ['posted', -100])
    await visit(approver, `/billing/invoices/${note.id}`)
    await approver.getByRole('heading', { level: 1, name: note.erp_number }).waitFor()
    await approver.locator(`main a[href="/billing/invoices/${invoice.id}"]`).first().waitFor({ state: 'attached' })
  })
})

/** Presses a button that asks, and says yes. */
async function confirmed(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).first().click()
  await page.locator('#confirmation [data-yes]').click()
}
