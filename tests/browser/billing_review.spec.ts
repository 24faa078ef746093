import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { addDays, calendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import { browsing, pageOf, visit, words, workQueue } from '#tests/support/browsing'
import { complaintsAbout } from '#tests/support/looking'

const t = words('en')
const es = words('es')

test.group('A run about a part of the work, with a browser', (group) => {
  browsing(group)

  test('is computed, held and split under review, and approved by somebody else', async ({ assert, browser }) => {
    const { last } = await db.from('billing_runs').max('until as last').firstOrFail()
    const today = todayIn('Europe/Madrid')
    const maker = await pageOf(browser, 'javier')
    await visit(maker, '/billing/runs')
    await maker.locator('#field-until').fill(addDays(calendarDate(last > today ? last : today), 31))
    await maker.locator('#field-kind').selectOption('contract_line:maintenance')
    await maker.getByRole('button', { name: es('billing.runs.compute') }).click()
    await maker.waitForURL(/runs\/\d+$/)
    await workQueue()
    await maker.getByText(es('billing.run.statuses.proposed'), { exact: true }).first().waitFor()
    await maker.getByText(es('billing.kinds.contract_line_maintenance'), { exact: true }).first().waitFor()
    const run = new URL(maker.url()).pathname
    const { id } = await db.from('billing_runs').orderBy('id', 'desc').firstOrFail()

    await maker.getByRole('link', { name: es('billing.run.split') }).first().click()
    const modal = maker.locator('up-modal')
    await modal.locator('input[name="lines[]"]').first().check()
    await modal.getByRole('button', { name: es('billing.run.split') }).click()
    await maker.getByText(es('billing.run.split_now')).waitFor()

    await maker.locator('td').getByRole('link', { name: es('billing.run.hold_line') }).last().click()
    await modal.locator('input[name=reason]').fill('Falta el número de pedido')
    await modal.getByRole('button', { name: es('billing.run.hold') }).click()
    await maker.getByText('Falta el número de pedido').waitFor()
    assert.deepEqual(await complaintsAbout(maker), [])

    const approver = await pageOf(browser, 'margaret')
    await visit(approver, run)
    await approver.getByRole('button', { name: t('billing.run.approve') }).first().click()
    await approver.locator('#confirmation [data-yes]').click()
    await approver.getByText(t('billing.run.statuses.approved'), { exact: true }).first().waitFor()
    const [split, held] = [await db.from('invoices').where('billing_run_id', id).where('split', '>', 0), await db.from('charge_holds').whereNotNull('ledger_key')]
    assert.deepEqual([split.length, held.length], [1, 1])

    await visit(approver, `/billing/months/${today.slice(0, 7)}`)
    assert.deepEqual(await complaintsAbout(approver), [])
  })
})
