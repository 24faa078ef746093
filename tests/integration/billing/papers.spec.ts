import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import type { PdfDocument } from '#contracts/pdf'
import { calendarDate } from '#shared/calendar/calendar_date'
import { invoicePaper } from '#billing/queries/invoice_paper'
import { findRow } from '#shared/records/rows'
import { proForma, proFormaPaper } from '#service_contracts/queries/pro_forma'
import { SERVICE_CONTRACT } from '#service_contracts/records/service_contract'
import BillingWorld from '#tests/support/billing_world'

const plain = (text: string) => text.replace(/\s/g, ' ')
const tableOf = ({ blocks }: PdfDocument) => blocks.find((block) => block.kind === 'table') as Extract<PdfDocument['blocks'][number], { kind: 'table' }>

test.group('Invoices on paper', (group) => {
  let world: BillingWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => void (world = await BillingWorld.build()))

  test('a preview for a customer who reads "{0}" is in that language and says that it is no tax document')
    .with([
      ['en', 'Invoice', 'Preview – not a tax document', '€51.61', '16/31 of the period 1 Jan 2026 – 31 Jan 2026'],
      ['es', 'Factura', 'Vista previa: no es un documento fiscal', '51,61 €', '16/31 del periodo 1 ene 2026 – 31 ene 2026'],
      ['ro', 'Factură', 'Previzualizare – nu este document fiscal', '51,61 EUR', '16/31 din perioada 1 ian. 2026 – 31 ian. 2026'],
      ['de', 'Invoice', 'Preview – not a tax document', '€51.61', '16/31 of the period 1 Jan 2026 – 31 Jan 2026'],
    ] as const)
    .run(async ({ assert }, [language, title, notice, amount, reason]) => {
      const companyId = await world.company({ language })
      // 100.00 × 16 / 31 days of January
      await world.contract(['100.00'], { company_id: companyId, anchor: 'day_of_month', anchor_day: 1, starts_on: '2026-01-16', line: { starts_on: '2026-01-16' } })
      await world.run('2026-01-31')
      const [invoice] = await world.invoices()
      const { document } = await invoicePaper(invoice.id, 'en')

      assert.equal(document.title, `${title} ${invoice.reference}`)
      assert.equal(document.subtitle, notice)
      assert.include(document.footer!, notice)
      const [row] = tableOf(document).rows
      assert.include(plain(row[0]), reason)
      assert.equal(plain(row[4]), amount)
      assert.deepEqual(tableOf(document).totals!.map((total) => plain(total[4])), [amount])
    })

  test('a pro-forma holds every period that begins in the days, however much was billed, and writes nothing', async ({ assert }) => {
    const { id } = await world.contract(['100.00', '20.00'], { mode: 'arrears' })
    await world.bill('2026-02-28')
    const contract = await findRow(SERVICE_CONTRACT, id)
    const before = await world.outcome()
    const { charges, netCents } = await proForma(contract, calendarDate('2026-01-01'), calendarDate('2026-04-01'))

    assert.deepEqual(charges.map(({ from, netCents: cents }) => [from, cents]), [
      ['2026-01-01', 10_000],
      ['2026-01-01', 2_000],
      ['2026-02-01', 10_000],
      ['2026-02-01', 2_000],
      ['2026-03-01', 10_000],
      ['2026-03-01', 2_000],
    ])
    assert.equal(netCents, 36_000)
    const paper = await proFormaPaper(contract, calendarDate('2026-01-01'), calendarDate('2026-04-01'), 'es')
    assert.match(paper.subtitle!, /no es una factura/)
    assert.deepEqual(await world.outcome(), before)
  })
})
