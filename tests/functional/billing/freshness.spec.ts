import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { DateTime } from 'luxon'
import { sqlInstant } from '#shared/clock'
import RecordPosting from '#billing/actions/record_posting'
import BillingWorld from '#tests/support/billing_world'
import { erpInvoice } from '#tests/support/erp_records'
import { personWithRole } from '#tests/support/people'
import SyncWorld from '#tests/support/sync_world'
import '#start/followers'

test.group('A figure of the ERP', (group) => {
  let sync: SyncWorld
  let contract: { id: number; companyId: number }

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    sync = await SyncWorld.build()
    sync.fill(1)
    await sync.sync()
    const world = await BillingWorld.build()
    const company = await db.from('companies').where('name', 'Customer 0001').firstOrFail()
    contract = await world.contract(['100.00'], { company_id: company.id })
    await world.bill('2026-01-31')
    const [invoice] = await world.invoices()
    await db.from('invoices').where('id', invoice.id).update({ connection_id: sync.connection.id, status: 'queued' })
    const theirs = erpInvoice('9001', '0001', { reference: invoice.reference })
    await db.transaction((trx) => new RecordPosting().posted(invoice.id, theirs, trx))
    sync.erp.put('invoice', theirs)
    await sync.sync()
    await db.from('invoices').where('id', invoice.id).update({ issued_on: DateTime.utc().toISODate() })
  })

  const told = (at: DateTime | null) => db.from('sync_cursors').where('connection_id', sync.connection.id).update({ completed_at: at && sqlInstant(at) })

  test('says when it was told on the home page, the page of the company and among the invoices of a contract', async ({ assert, client }) => {
    const biller = await personWithRole('billing')
    const pages = ['/', `/crm/companies/${contract.companyId}`, `/service-contracts/contracts/${contract.id}?part=invoices`]
    await told(DateTime.utc().minus({ hours: 3 }))
    for (const path of pages) {
      const page = await client.get(path).loginAs(biller)
      page.assertStatus(200)
      assert.match(page.text(), /As the ERP told 3 hr ago/, path)
    }
    await told(null)
    for (const path of pages) (await client.get(path).loginAs(biller)).assertTextIncludes('The ERP has not told of its invoices and payments yet')
  })
})
