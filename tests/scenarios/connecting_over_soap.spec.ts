import { readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { todayIn } from '#shared/clock'
import DeliverDocument from '#erp/actions/deliver_document'
import DeliverInvoice from '#erp/actions/deliver_invoice'
import MakeSandboxKey from '#erp/actions/make_sandbox_key'
import ProbeErp from '#erp/actions/probe_erp'
import SaveConnection from '#erp/actions/save_connection'
import SaveMapping from '#erp/actions/save_mapping'
import SyncConnection from '#erp/actions/sync_connection'
import TryMapping from '#erp/actions/try_mapping'
import { fillSandboxWorld } from '#erp/connectors/sandbox/sandbox_world'
import { orderDeviation, stockDeviation } from '#erp/rules/outgoing_documents'
import { orderToPlace, stockIssue } from '#tests/contract/erp_outgoing'
import { addressOfSandboxApi } from '#tests/support/sandbox_api'

const DOCUMENT = new URL('../../docs/erp/connecting_over_soap.md', import.meta.url)

/** Each block of the document is added to those before. */
function blocks(): any[] {
  return [...readFileSync(DOCUMENT, 'utf8').matchAll(/```json\n([\s\S]*?)```/g)].map(([, text]) => JSON.parse(text))
}

const added = (mapping: any, block: any) => ({ ...mapping, ...block, entities: { ...mapping.entities, ...block.entities } })

test.group('Connecting an ERP over SOAP that nobody knew, by the document alone', (group) => {
  group.setup(() => testUtils.httpServer().start())
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('step by step, until records arrive, and an invoice, an order and a part go out', async ({ assert }) => {
    await db.transaction((trx) => fillSandboxWorld(trx, todayIn('Europe/Madrid')))
    const facts = { name: 'Unknown', kind: 'soap', isActive: true, overlapMinutes: 15, nightlyAt: null, incrementalMinutes: null, fullEveryDays: 7 }

    // 1 and 2: a user, and a connection with an empty mapping
    const key = await new MakeSandboxKey().handle('annexa')
    const settings = { url: addressOfSandboxApi('soap'), preset: 'soap_blank', username: 'annexa', password: key }
    const { id } = await new SaveConnection().handle(null, facts, settings)

    // 3 to 11: each block is checked and saved, and the ERP answers each time
    let mapping: any = { entities: {} }
    for (const block of blocks()) {
      mapping = added(mapping, block)
      await new SaveMapping().handle(id, JSON.stringify(mapping))
    }
    const tried = await new TryMapping().handle(id, JSON.stringify(mapping), 'customer')
    assert.lengthOf(tried, 20)
    assert.isTrue(tried.every(({ reason }) => reason === null))

    // 12: what works
    const connection = await new SaveMapping().handle(id, JSON.stringify(mapping))
    const connector = connection.connector()
    const { abilities, description } = await new ProbeErp(connector).handle()
    assert.equal(description.company, 'Equipos Ibéricos S.L.')
    assert.isEmpty(abilities.filter(({ state }) => state === 'impossible'))

    const run = await new SyncConnection().handle(id, { mode: 'full', sweeps: true })
    await run.load('parts')
    assert.equal(run.state, 'done')
    for (const [entity, table] of [['customer', 'customers'], ['product', 'products'], ['order', 'orders'], ['delivery', 'deliveries'], ['invoice', 'invoices'], ['tax_code', 'tax_codes'], ['payment', 'payments']]) {
      const [{ count }] = await db.from(`sandbox_${table}`).count('* as count')
      assert.equal(run.parts.find((part) => part.entity === entity)!.read, Number(count), entity)
    }

    // 2 × 50.00 = 100.00
    const line = { productId: '11', description: 'Maintenance', quantity: '2', unitPrice: '50.00', netCents: 100_00, taxCode: null }
    const invoice = { reference: 'SVC-SOAP-1', customerId: '3', issuedOn: null, currency: 'EUR', netCents: 100_00, text: 'Contract C-1', lines: [line] }
    assert.equal((await new DeliverInvoice(connector).handle(invoice)).outcome, 'accepted')
    assert.lengthOf(await connector.findInvoices('SVC-SOAP-1'), 1)

    const order = orderToPlace({ customerId: '3', productId: '11', currency: 'EUR' })
    assert.equal((await new DeliverDocument(connector.orders!, orderDeviation).handle(order)).outcome, 'accepted')
    const issue = stockIssue({ customerId: '3' }, { siteId: '1', productId: '8', tooMany: '5000' })
    assert.equal((await new DeliverDocument(connector.stock!, stockDeviation).handle(issue)).outcome, 'accepted')
    await connector.close()
  })
})
