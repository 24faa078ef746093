import { randomBytes } from 'node:crypto'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { ErpConnector } from '#contracts/erp'
import type { DeliveryOutcome } from '#shared/outbox/kinds'
import DeliverCustomer from '#erp/actions/deliver_customer'
import DeliverDocument from '#erp/actions/deliver_document'
import DeliverInvoice from '#erp/actions/deliver_invoice'
import type { FaultKind } from '#erp/connectors/sandbox/api/api_faults'
import { failedOutcome } from '#erp/outbox/customer_delivery'
import { orderDeviation, stockDeviation } from '#erp/rules/outgoing_documents'
import { customerToCreate } from '#tests/contract/erp_customers'
import { invoiceFor, type ErpUnderTest } from '#tests/contract/erp_connector'
import { orderToPlace, stockIssue } from '#tests/contract/erp_outgoing'
import { faultTable, type FaultCell } from '#tests/support/fault_tables'
import { switchFault } from '#tests/support/sandbox_api'

/** Something on its way into the sandbox: how it is sent, as often as asked, and what of it stands there. */
interface Document {
  send(): Promise<DeliveryOutcome>
  held(): Promise<Record<string, any>[]>
}

const AMOUNTS: Partial<Record<FaultKind, number>> = { delay: 20, reorder: 20, too_many: 30, clock_skew: 600 }
const OUTCOMES: Record<string, string> = { accepted: 'accepted', later: 'unavailable', unknown: 'outcome_unknown' }

/** Goes through every table of docs/erp/faults.md, whichever protocol the sandbox is reached over. */
export function survivesFaults(connectorOf: () => ErpConnector): void {
  const erp = () => ({ connector: connectorOf(), customerId: '3', productId: '11', currency: 'EUR' }) as unknown as ErpUnderTest
  const strike = ({ fault, operation }: FaultCell) => switchFault(fault, operation, { amount: AMOUNTS[fault] })

  test('reading: {fault}: {word}')
    .with(faultTable('Reading'))
    .run(async ({ assert }, cell) => {
      await strike(cell)
      const seen = await connectorOf().readPage('order', { since: null, after: null, limit: 5 }).then(
        () => 'works',
        ({ kind }) => ({ unavailable: 'later' })[kind as 'unavailable'] ?? kind
      )
      assert.equal(seen, cell.word)
    })

  const documents: Record<string, () => Document> = {
    'Invoices and credit notes': () => invoice(connectorOf(), erp()),
    'Orders': () => order(connectorOf()),
    'Parts used': () => part(connectorOf()),
    'Customers': () => customer(connectorOf()),
  }
  for (const [heading, make] of Object.entries(documents)) {
    test(`${heading}: {fault}, {operation}: {word}`)
      .with(faultTable(heading))
      .run(async ({ assert }, cell) => {
        const document = cell.operation === 'change' ? await change(connectorOf()) : make()
        // only a draft that is not whole is discarded
        if (cell.operation === 'discard') {
          await switchFault('server_error', 'add_line')
          await document.send()
        }
        await strike(cell)
        const [first, again] = [await document.send(), await document.send()]
        if (cell.word === 'several') return assert.containSubset(again, { outcome: 'differs', problem: { code: 'several' } })
        if (cell.word === 'differs') return assert.equal(again.outcome, 'differs')

        assert.equal(first.outcome, OUTCOMES[cell.word], JSON.stringify(first))
        assert.equal(again.outcome, 'accepted', JSON.stringify(again))
        const [held, ...more] = await document.held()
        assert.isEmpty(more)
        assert.notEqual(held.state, 'draft')
      })
  }

  test('a short request for patience is honoured while reading', async ({ assert }) => {
    await switchFault('too_many', 'read', { amount: 1 })
    const begun = Date.now()
    await connectorOf().readPage('order', { since: null, after: null, limit: 5 })
    assert.isAtLeast(Date.now() - begun, 900)
  })

  test('the ERP’s clock is asked, not ours', async ({ assert }) => {
    await switchFault('clock_skew', 'read', { amount: 600 })
    const time = await connectorOf().serverTime()
    assert.closeTo(Date.parse(time) - Date.now(), 600_000, 5000)
  })

  test('an order of which a line is missing is partial', async ({ assert }) => {
    const document = order(connectorOf())
    await document.send()
    const [{ id }] = await document.held()
    await db.from('sandbox_order_lines').where({ order_id: id, position: 2 }).update({ is_cancelled: true })
    assert.containSubset(await document.send(), { outcome: 'differs', problem: { code: 'partial' } })
  })
}

function invoice(connector: ErpConnector, erp: ErpUnderTest): Document {
  const wanted = invoiceFor(erp)
  return { send: () => new DeliverInvoice(connector).handle(wanted), held: () => db.from('sandbox_invoices').where('reference', wanted.reference) }
}

function order(connector: ErpConnector): Document {
  const wanted = orderToPlace({ customerId: '3', productId: '11', currency: 'EUR' })
  const deliver = new DeliverDocument(connector.orders!, orderDeviation)
  return { send: () => deliver.handle(wanted), held: () => db.from('sandbox_orders').where('reference', wanted.reference) }
}

function part(connector: ErpConnector): Document {
  const wanted = stockIssue({ customerId: '3' }, { siteId: '1', productId: '8', tooMany: '5000' })
  const deliver = new DeliverDocument(connector.stock!, stockDeviation)
  return { send: () => deliver.handle(wanted), held: () => db.from('sandbox_stock_moves').where('reference', wanted.reference) }
}

function customer(connector: ErpConnector): Document {
  const wanted = customerToCreate()
  return { send: () => new DeliverCustomer(connector.customers!).handle(wanted), held: () => db.from('sandbox_customers').where('reference', wanted.reference) }
}

/** A change of a customer that stands there; like every change it is sent only while the ERP says something else. */
async function change(connector: ErpConnector): Promise<Document> {
  const made = await connector.customers!.create(customerToCreate())
  const phone = `+34 ${randomBytes(4).readUInt32BE()}`
  const send = async (): Promise<DeliveryOutcome> => {
    const { version, ...held } = (await connector.readOne('customer', made.id))!
    if (held.phone === phone) return { outcome: 'accepted', reply: {} }
    return connector.customers!.update(made.id, { phone }, version ?? null).then(() => ({ outcome: 'accepted', reply: {} }) as const, failedOutcome)
  }
  return { send, held: () => db.from('sandbox_customers').where('phone', phone) }
}
