import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { ErpConnector } from '#contracts/erp'
import DeliverDocument from '#erp/actions/deliver_document'
import DeliverInvoice from '#erp/actions/deliver_invoice'
import type { FaultKind, FaultOperation } from '#erp/connectors/sandbox/api/api_faults'
import { orderDeviation, stockDeviation } from '#erp/rules/outgoing_documents'
import { orderToPlace, stockIssue } from '#tests/contract/erp_outgoing'
import { switchFault } from '#tests/support/sandbox_api'
import { invoiceFor, type ErpUnderTest } from '#tests/contract/erp_connector'

type Outcome = 'accepted' | 'outcome_unknown' | 'unavailable' | 'gibberish' | 'works'

/** What comes of each fault while reading and in each step of posting; docs/erp/faults.md says the same. */
const MATRIX: [FaultKind, Record<'read' | 'create' | 'add_line' | 'validate', Outcome>][] = [
  ['delay', { read: 'works', create: 'accepted', add_line: 'accepted', validate: 'accepted' }],
  ['reorder', { read: 'works', create: 'accepted', add_line: 'accepted', validate: 'accepted' }],
  ['expired_session', { read: 'works', create: 'accepted', add_line: 'accepted', validate: 'accepted' }],
  ['lost_reply', { read: 'unavailable', create: 'outcome_unknown', add_line: 'outcome_unknown', validate: 'outcome_unknown' }],
  ['too_many', { read: 'unavailable', create: 'unavailable', add_line: 'outcome_unknown', validate: 'outcome_unknown' }],
  ['server_error', { read: 'unavailable', create: 'outcome_unknown', add_line: 'outcome_unknown', validate: 'outcome_unknown' }],
  ['rubbish', { read: 'gibberish', create: 'outcome_unknown', add_line: 'outcome_unknown', validate: 'outcome_unknown' }],
]
const CASES = MATRIX.flatMap(([fault, outcomes]) =>
  Object.entries(outcomes).map(([operation, outcome]) => ({ fault, operation: operation as FaultOperation, outcome }))
)
const AMOUNTS: Partial<Record<FaultKind, number>> = { delay: 50, reorder: 50, too_many: 30 }

/** What becomes of each fault, whichever protocol the sandbox is reached over. */
export function survivesFaults(connectorOf: () => ErpConnector): void {
  const erp = () => ({ connector: connectorOf(), customerId: '3', productId: '11', currency: 'EUR' }) as unknown as ErpUnderTest

  test('{fault} while it should {operation}: {outcome}')
    .with(CASES)
    .run(async ({ assert }, { fault, operation, outcome }) => {
      await switchFault(fault, operation, { amount: AMOUNTS[fault] })
      if (operation === 'read') {
        const seen = await connectorOf().readPage('order', { since: null, after: null, limit: 5 }).then(
          () => 'works',
          (error) => error.kind
        )
        return assert.equal(seen, outcome)
      }

      const invoice = invoiceFor(erp())
      const first = await new DeliverInvoice(connectorOf()).handle(invoice)
      assert.equal(first.outcome, outcome)
      // Whatever happened: once the fault is over, the same invoice stands once and no draft is left.
      const again = await new DeliverInvoice(connectorOf()).handle(invoice)
      assert.equal(again.outcome, 'accepted')
      assert.lengthOf(await db.from('sandbox_invoices').where('reference', invoice.reference), 1)
    })

  test('a creation that arrives twice is set aside for a person, not posted twice', async ({ assert }) => {
    await switchFault('duplicate', 'create')
    const invoice = invoiceFor(erp())
    await new DeliverInvoice(connectorOf()).handle(invoice)
    const again = await new DeliverInvoice(connectorOf()).handle(invoice)

    assert.equal(again.outcome, 'differs')
    assert.lengthOf(await db.from('sandbox_invoices').where({ reference: invoice.reference, state: 'posted' }), 1)
  })

  test('a line that arrives twice is noticed: the totals differ', async ({ assert }) => {
    await switchFault('duplicate', 'add_line')
    const { outcome } = await new DeliverInvoice(connectorOf()).handle(invoiceFor(erp()))

    assert.equal(outcome, 'differs')
  })

  test('a validation that arrives twice gives one invoice', async ({ assert }) => {
    await switchFault('duplicate', 'validate')
    const { outcome } = await new DeliverInvoice(connectorOf()).handle(invoiceFor(erp()))

    assert.equal(outcome, 'accepted')
  })

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
}

const OUTGOING: [FaultKind, FaultOperation, Outcome][] = [
  ['delay', 'create', 'accepted'],
  ['expired_session', 'create', 'accepted'],
  ['lost_reply', 'create', 'outcome_unknown'],
  ['too_many', 'create', 'unavailable'],
  ['server_error', 'create', 'outcome_unknown'],
  ['rubbish', 'create', 'outcome_unknown'],
  ['lost_reply', 'read', 'unavailable'],
  ['rubbish', 'read', 'unavailable'],
]
const ORDER_STEPS: [FaultKind, FaultOperation, Outcome][] = [
  ['lost_reply', 'add_line', 'outcome_unknown'],
  ['too_many', 'add_line', 'outcome_unknown'],
  ['lost_reply', 'validate', 'outcome_unknown'],
  ['rubbish', 'validate', 'outcome_unknown'],
]

/** What becomes of each fault while an order or a part goes out: afterwards it stands once. */
export function outgoingSurvivesFaults(connectorOf: () => ErpConnector): void {
  test('an order: {$self}')
    .with([...OUTGOING, ...ORDER_STEPS])
    .run(async ({ assert }, [fault, operation, outcome]) => {
      const deliver = new DeliverDocument(connectorOf().orders!, orderDeviation)
      const order = orderToPlace({ customerId: '3', productId: '11', currency: 'EUR' })
      await switchFault(fault, operation, { amount: AMOUNTS[fault] })

      assert.equal((await deliver.handle(order)).outcome, outcome)
      assert.equal((await deliver.handle(order)).outcome, 'accepted')
      assert.deepEqual((await db.from('sandbox_orders').where('reference', order.reference)).map(({ state }) => state), ['confirmed'])
    })

  test('a part used: {$self}')
    .with(OUTGOING)
    .run(async ({ assert }, [fault, operation, outcome]) => {
      const deliver = new DeliverDocument(connectorOf().stock!, stockDeviation)
      const issue = stockIssue({ customerId: '3' }, { siteId: '1', productId: '8', tooMany: '5000' })
      await switchFault(fault, operation, { amount: AMOUNTS[fault] })

      assert.equal((await deliver.handle(issue)).outcome, outcome)
      assert.equal((await deliver.handle(issue)).outcome, 'accepted')
      assert.lengthOf(await db.from('sandbox_stock_moves').where('reference', issue.reference), 1)
    })

  test('an order that arrives twice is set aside for a person, and one of which lines are missing too', async ({ assert }) => {
    await switchFault('duplicate', 'create')
    const deliver = new DeliverDocument(connectorOf().orders!, orderDeviation)
    const order = orderToPlace({ customerId: '3', productId: '11', currency: 'EUR' })
    await deliver.handle(order)
    assert.containSubset(await deliver.handle(order), { outcome: 'differs', problem: { code: 'several' } })

    const other = orderToPlace({ customerId: '3', productId: '11', currency: 'EUR' })
    await deliver.handle(other)
    const { id } = await db.from('sandbox_orders').where('reference', other.reference).firstOrFail()
    await db.from('sandbox_order_lines').where({ order_id: id, position: 2 }).update({ is_cancelled: true })
    assert.containSubset(await deliver.handle(other), { outcome: 'differs', problem: { code: 'partial' } })
  })
}
