import { test } from '@japa/runner'
import { readAll, invoiceFor, type ErpUnderTest } from '#tests/contract/erp_connector'

/** What an ERP that offers the products of its invoices promises. */
export function tellsWhatWasSold(underTest: () => ErpUnderTest): void {
  test('tells the products of an invoice, where the ERP offers them', async ({ assert }) => {
    const erp = underTest()
    if (!erp.tellsProducts) return
    const line = { productId: erp.productId, description: 'Pumps', taxCode: null }
    const lines = [
      { ...line, quantity: '2', unitPrice: '50', netCents: 100_00 },
      { ...line, quantity: '3', unitPrice: '1', netCents: 3_00 },
    ]
    const { id } = await erp.connector.postInvoice(invoiceFor(erp, { lines }))
    const { sold } = (await erp.connector.readOne('invoice', id))!

    assert.deepEqual(sold?.map(({ productId, quantity }) => [productId, Number(quantity)]), [[erp.productId, 2], [erp.productId, 3]])
    assert.lengthOf(new Set(sold?.map((one) => one.id)), 2)
  })

  test('names the order line that an invoice sells, where the ERP states it', async ({ assert }) => {
    const erp = underTest()
    const { records: orders } = await readAll(erp.connector, 'order', null, 100)
    const ordered = new Set(orders.flatMap(({ lines }) => lines.map(({ id }) => id)))
    const named = (await soldLines(erp)).flatMap(({ orderLineId }) => orderLineId ?? [])

    for (const id of named) assert.isTrue(ordered.has(id), `order line ${id}`)
    if (erp.statesSold?.includes('order lines')) assert.isNotEmpty(named)
  })

  test('names the serial numbers that an invoice sells, where the ERP states them', async ({ assert }) => {
    const erp = underTest()
    const { records: deliveries } = await readAll(erp.connector, 'delivery', null, 100)
    const delivered = new Map(deliveries.flatMap(({ lines }) => lines.flatMap(({ productId, serials }) => serials.map((serial) => [serial, productId]))))
    const named = (await soldLines(erp)).flatMap(({ productId, serials }) => (serials ?? []).map((serial) => ({ productId, serial })))

    for (const { productId, serial } of named) assert.equal(delivered.get(serial), productId, serial)
    if (erp.statesSold?.includes('serial numbers')) assert.isNotEmpty(named)
  })

  test('tells what was left on consignment, and of which lots, where the ERP knows', async ({ assert }) => {
    const erp = underTest()
    if (!erp.consign) return
    const lots = [{ lot: 'L-1', quantity: '6' }, { lot: 'L-2', quantity: '4' }]
    assert.containSubset(await erp.connector.readOne('delivery', await erp.consign()), { kind: 'consignment', lines: [{ quantity: '10', lots }] })
  })
}

async function soldLines(erp: ErpUnderTest) {
  const { records } = await readAll(erp.connector, 'invoice', null, 100)
  return records.flatMap(({ sold }) => sold ?? [])
}
