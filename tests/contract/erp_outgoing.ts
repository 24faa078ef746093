import { randomBytes } from 'node:crypto'
import { test } from '@japa/runner'
import type { OrderToPlace, StockMoveToPost } from '#contracts/erp'
import { shortReference } from '#shared/outbox/short_reference'
import DeliverDocument from '#erp/actions/deliver_document'
import { orderDeviation, stockDeviation } from '#erp/rules/outgoing_documents'
import { readAll, type ErpUnderTest } from '#tests/contract/erp_connector'

/** Goods of the ERP under test that lie in stock, and serial numbers of a product that carries them. */
export interface GoodsUnderTest {
  siteId: string
  productId: string
  serialised?: { productId: string; serial: string }
  /** More than lies there. */
  tooMany: string
}

/** An order of two lines under a reference of its own. */
export function orderToPlace({ customerId, productId, currency }: Pick<ErpUnderTest, 'customerId' | 'productId' | 'currency'>, more: Partial<OrderToPlace> = {}): OrderToPlace {
  return {
    reference: shortReference('ORD', randomBytes(8)),
    customerId,
    orderedOn: null,
    requestedOn: null,
    currency,
    text: 'Ordered by phone',
    lines: [
      { productId, description: 'First line', quantity: '2', unitPrice: '50.25' },
      { productId, description: 'Second line', quantity: '1', unitPrice: '10' },
    ],
    ...more,
  }
}

/** One piece that leaves the stock for a customer's machine. */
export function stockIssue({ customerId }: Pick<ErpUnderTest, 'customerId'>, goods: GoodsUnderTest, more: Partial<StockMoveToPost> = {}): StockMoveToPost {
  const { siteId, productId } = goods
  const facts = { kind: 'issue', reverses: null, movedOn: null, location: null, quantity: '1', serial: null, text: 'Part used' } as const
  return { reference: shortReference('STK', randomBytes(8)), customerId, siteId, productId, ...facts, ...more }
}

const refusalOf = (work: Promise<unknown>) => work.then(() => null, (error) => error)

/** What every ERP promises that takes orders from here; one that takes none says so. */
export function takesOrders(underTest: () => ErpUnderTest): void {
  test('takes orders from here, or says in its limits that it does not', async ({ assert }) => {
    const { connector } = underTest()
    const { capabilities, limits } = await connector.describe()

    assert.equal(Boolean(connector.orders), Boolean(capabilities.orders))
    if (!capabilities.orders) assert.match(limits.join(' '), /No order can be placed from here/)
  })

  test('places an order, finds it by our reference and does not place it again', async ({ assert }) => {
    const erp = underTest()
    const { orders } = erp.connector
    if (!orders) return
    const wanted = orderToPlace(erp)
    assert.isEmpty(await orders.find(wanted.reference))

    const first = await new DeliverDocument(orders, orderDeviation).handle(wanted)
    assert.equal(first.outcome, 'accepted', JSON.stringify(first))
    const [held] = await orders.find(wanted.reference)
    assert.isNotEmpty(held.number)
    assert.containSubset(held, { reference: wanted.reference, customerId: erp.customerId, currency: erp.currency })
    assert.lengthOf(held.lines, 2)

    assert.equal((await new DeliverDocument(orders, orderDeviation).handle(wanted)).outcome, 'accepted')
    assert.lengthOf(await orders.find(wanted.reference), 1)
  })

  test('reads an order that was placed with the others', async ({ assert }) => {
    const erp = underTest()
    const { orders } = erp.connector
    const { capabilities } = await erp.connector.describe()
    if (!orders || !capabilities.changedSince || !capabilities.orders) return
    const placed = await orders.post(orderToPlace(erp), null)
    const { records } = await readAll(erp.connector, 'order', null, 100)
    const read = records.find(({ id }) => id === placed.id)
    // An ERP by files shows an order with its next export.
    if (read) assert.equal(orderDeviation(orderToPlace(erp), read), null)
  })

  test('refuses an order with a reason and a sentence, and leaves nothing behind', async ({ assert }) => {
    const erp = underTest()
    const { orders } = erp.connector
    if (!orders) return
    for (const [more, code] of [
      [{ customerId: '999999' }, 'customer_unknown'],
      [{ currency: 'XTS' }, 'currency_unknown'],
      [{ lines: [{ productId: '999999', description: 'Nothing', quantity: '1', unitPrice: '1' }] }, 'product_unknown'],
    ] as const) {
      const wanted = orderToPlace(erp, more as unknown as Partial<OrderToPlace>)
      const refusal = await refusalOf(orders.post(wanted, null))
      assert.containSubset({ kind: refusal?.kind, code: refusal?.code }, { kind: 'refused', code }, String(refusal))
      assert.isAbove(refusal.sentence.length, 10)
      assert.isEmpty(await orders.find(wanted.reference))
    }
  })
}

/** What every ERP promises that lets stock be issued from here; one that does not says so. */
export function issuesStock(underTest: () => ErpUnderTest): void {
  test('lets stock be issued from here, or says in its limits that it does not', async ({ assert }) => {
    const { connector } = underTest()
    const { capabilities, limits } = await connector.describe()

    assert.equal(Boolean(connector.stock), Boolean(capabilities.stock))
    if (!capabilities.stock) assert.match(limits.join(' '), /No stock can be issued from here/)
    else if (!capabilities.stock.reverses) assert.match(limits.join(' '), /cannot be reversed from here/)
  })

  test('issues stock, finds the issue by our reference, does not issue twice, and takes it back', async ({ assert }) => {
    const erp = underTest()
    const { stock } = erp.connector
    if (!stock || !erp.goods) return
    const issue = stockIssue(erp, erp.goods, { quantity: '2' })
    const deliver = new DeliverDocument(stock, stockDeviation)
    const first = await deliver.handle(issue)
    assert.equal(first.outcome, 'accepted', JSON.stringify(first))
    assert.equal((await deliver.handle(issue)).outcome, 'accepted')
    const [held, ...more] = await stock.find(issue.reference)
    assert.isEmpty(more)
    assert.containSubset(held, { reference: issue.reference, kind: 'issue', state: 'done', productId: erp.goods.productId, siteId: erp.goods.siteId })
    assert.isNotEmpty(held.number)

    const reversal = stockIssue(erp, erp.goods, { kind: 'reversal', quantity: '2', reverses: { id: held.id, reference: issue.reference } })
    const back = await deliver.handle(reversal)
    assert.equal(back.outcome, 'accepted', JSON.stringify(back))
    assert.equal((await deliver.handle(reversal)).outcome, 'accepted')
    assert.lengthOf(await stock.find(reversal.reference), 1)
  })

  test('issues a piece by its serial number, and takes it back', async ({ assert }) => {
    const erp = underTest()
    const { stock } = erp.connector
    if (!stock || !erp.goods?.serialised) return
    const { productId, serial } = erp.goods.serialised
    const held = await stock.post(stockIssue(erp, erp.goods, { productId, serial }), null)
    assert.equal(held.serial, serial)
    const reverses = { id: held.id, reference: held.reference! }
    const back = await stock.post(stockIssue(erp, erp.goods, { kind: 'reversal', productId, serial, reverses }), null)
    assert.containSubset(back, { kind: 'reversal', serial })
  })

  test('refuses to issue what is not there, with a reason and a sentence, and leaves nothing behind', async ({ assert }) => {
    const erp = underTest()
    const { stock } = erp.connector
    if (!stock || !erp.goods) return
    for (const [more, code] of [
      [{ quantity: erp.goods.tooMany }, 'stock_short'],
      [{ siteId: '999999' }, 'site_unknown'],
      [{ productId: '999999' }, 'product_unknown'],
      ...(erp.goods.serialised ? [[{ productId: erp.goods.serialised.productId, serial: '?-NOBODY' }, 'serial_unknown']] : []),
    ] as [Partial<StockMoveToPost>, string][]) {
      const wanted = stockIssue(erp, erp.goods, more)
      if (code === 'serial_unknown' && !erp.refusesUnknownSerials) continue
      const refusal = await refusalOf(stock.post(wanted, null))
      assert.containSubset({ kind: refusal?.kind, code: refusal?.code }, { kind: 'refused', code }, String(refusal))
      assert.isAbove(refusal.sentence.length, 10)
      assert.isEmpty(await stock.find(wanted.reference))
    }
  })
}
