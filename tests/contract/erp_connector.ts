import { test } from '@japa/runner'
import type { ErpConnector, ErpCustomer, ErpEntity, ErpPage, ErpRecords, InvoiceToPost } from '#contracts/erp'
import { ERP_ENTITIES, offeredBy } from '#contracts/erp'
import { takesCustomers } from '#tests/contract/erp_customers'
import { issuesStock, takesOrders, type GoodsUnderTest } from '#tests/contract/erp_outgoing'
import { tellsWhatWasSold } from '#tests/contract/erp_sold'
import type { ErpRefusal } from '#erp/errors/erp_refused'

/** An ERP with something in it, as each implementation prepares it for the suite. */
export interface ErpUnderTest {
  connector: ErpConnector
  customerId: string
  /** Sold by the piece, and a second one that is not serialised. */
  productId: string
  /** Invoices are read with the products they sell. */
  tellsProducts?: boolean
  /** What some of its invoices name of what they sell. */
  statesSold?: ('order lines' | 'serial numbers')[]
  /** Leaves 6 of lot L-1 and 4 of L-2 on consignment, where the ERP can; answers the delivery's id. */
  consign?(): Promise<string>
  currency: string
  renameCustomer(id: string, name: string): Promise<void>
  moveCustomer(id: string, city: string): Promise<void>
  /** Spoils one record of an entity so that it cannot be understood, and names it. */
  spoil(): Promise<{ entity: ErpEntity; id: string }>
  /** What must be refused, and why. */
  refusals: { invoice: Partial<InvoiceToPost>; code: ErpRefusal }[]
  /** Where stock can be issued. */
  goods?: GoodsUnderTest
  /** Serial numbers that nobody knows are refused. */
  refusesUnknownSerials?: boolean
}

/** A page-wise reading to the end. */
export async function readAll<E extends ErpEntity>(
  erp: ErpConnector,
  entity: E,
  since: string | null = null,
  limit = 3
) {
  const records: ErpRecords[E][] = []
  const unreadable: { id: string; reason: string }[] = []
  for (let after: string | null = null, pages = 0; ; pages++) {
    if (pages > 5000) throw new Error(`The reading of ${entity} does not end`)
    const page: ErpPage<ErpRecords[E]> = await erp.readPage(entity, { since, after, limit })
    records.push(...page.records)
    unreadable.push(...page.unreadable)
    if (page.next === null) return { records, unreadable }
    after = page.next
  }
}

let references = 0

/** An invoice of one line, or of the lines given, under a reference of its own. */
export function invoiceFor(erp: ErpUnderTest, changes: Partial<InvoiceToPost> = {}): InvoiceToPost {
  const line = {
    productId: erp.productId,
    description: 'Maintenance',
    quantity: '2',
    unitPrice: '50.0000',
    netCents: 100_00,
    taxCode: null,
  }
  const lines = changes.lines ?? [line]

  return {
    reference: `T-${Date.now().toString(36)}-${++references}`,
    customerId: erp.customerId,
    issuedOn: null,
    currency: erp.currency,
    netCents: lines.reduce((sum, { netCents }) => sum + netCents, 0),
    text: 'Contract C-1',
    ...changes,
    lines,
  }
}

/** What every connection to an ERP promises, whichever ERP it is. */
export function keepsTheContract(underTest: () => ErpUnderTest): void {
  test('says who it is and in which currency and time zone it thinks', async ({ assert }) => {
    const said = await underTest().connector.describe()

    assert.isNotEmpty(said.company)
    assert.match(said.currency, /^[A-Z]{3}$/)
    assert.doesNotThrow(() => new Intl.DateTimeFormat('en', { timeZone: said.timeZone }))
    assert.isAtLeast(said.capabilities.concurrentPosts, 1)
  })

  test('takes an invoice that somebody else pays, and says in its limits when that is lost', async ({ assert }) => {
    const erp = underTest()
    const { capabilities, limits } = await erp.connector.describe()
    if (!capabilities.payers) assert.match(limits.join(' '), /who pays/)
    const sent = invoiceFor(erp, { payer: { id: erp.customerId, name: 'Somebody Else' } })
    assert.equal((await erp.connector.postInvoice(sent)).reference, sent.reference)
  })

  test('tells the time in UTC', async ({ assert }) => {
    const time = await underTest().connector.serverTime()

    assert.match(time, /^\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)$/)
    assert.closeTo(Date.parse(time), Date.now(), 5000)
  })

  test('reads each record of {$self} once, however small the pages')
    .with([...ERP_ENTITIES])
    .run(async ({ assert }, entity) => {
      const { connector } = underTest()
      const description = await connector.describe()
      const { records, unreadable } = await readAll(connector, entity, null, 7)
      if (!offeredBy(description).includes(entity)) {
        assert.isEmpty(records)
        assert.isTrue(description.limits.some((limit) => limit.includes(entity.replace('_', ' '))), `no limit speaks of ${entity}`)
        return
      }
      const ids = records.map(({ id }) => id)
      const keys = await readKeys(connector, entity)

      assert.isNotEmpty(ids)
      assert.isEmpty(unreadable)
      assert.lengthOf(new Set(ids), ids.length)
      assert.sameMembers(keys, ids)
    })

  test('gives the same record alone as in a page', async ({ assert }) => {
    const { connector } = underTest()
    for (const entity of offeredBy(await connector.describe())) {
      const { records } = await connector.readPage(entity, { since: null, after: null, limit: 2 })
      const alone: unknown = await connector.readOne(entity, records[0].id)
      assert.deepEqual(alone, records[0])
      assert.isNull(await connector.readOne(entity, '987654321'))
    }
  })

  test('refers only to customers and products that it also reads', async ({ assert }) => {
    const { connector } = underTest()
    const [customers, products] = await Promise.all([idsOf(connector, 'customer'), idsOf(connector, 'product')])
    const { records: deliveries } = await readAll(connector, 'delivery', null, 100)

    for (const delivery of deliveries) {
      assert.isTrue(customers.has(delivery.customerId))
      for (const line of delivery.lines) assert.isTrue(products.has(line.productId))
    }
    assert.isTrue(deliveries.some(({ lines }) => lines.some(({ serials }) => serials.length > 0)))
  })

  test('what it offers of its books refers only to what it also reads', async ({ assert }) => {
    const { connector } = underTest()
    const offered = offeredBy(await connector.describe())
    const known = new Map<ErpEntity, Set<string>>()
    for (const entity of ['company', 'site', 'customer', 'product', 'invoice', 'payment_term', 'price_list'] as const) known.set(entity, await idsOf(connector, entity))
    const all = async <E extends ErpEntity>(entity: E) => (offered.includes(entity) ? (await readAll(connector, entity, null, 100)).records : [])
    const refers = (entity: ErpEntity, id: string | null | undefined) => id && assert.isTrue(known.get(entity)!.has(id), `${entity} ${id}`)

    for (const site of await all('site')) refers('company', site.companyId)
    for (const list of await all('price_list')) for (const line of list.lines) refers('product', line.productId)
    for (const level of await all('stock_level')) (refers('product', level.productId), refers('site', level.siteId))
    for (const customer of await all('customer')) (refers('payment_term', customer.paymentTermId), refers('price_list', customer.priceListId))
    for (const payment of await all('payment')) {
      refers('customer', payment.customerId)
      for (const share of payment.shares) refers('invoice', share.invoiceId)
    }
  })

  test('takes the payment term and the tax code that it offers, and refuses others', async ({ assert }) => {
    const erp = underTest()
    const offered = offeredBy(await erp.connector.describe())
    if (!offered.includes('payment_term') || !offered.includes('tax_code')) return
    const usable = <T extends { isActive: boolean }>({ records }: { records: T[] }) => records.filter(({ isActive }) => isActive)
    const [term] = usable(await readAll(erp.connector, 'payment_term'))
    const [tax] = usable(await readAll(erp.connector, 'tax_code'))
    const line = (taxCode: string) => ({ productId: erp.productId, description: 'Maintenance', quantity: '1', unitPrice: '100.00', netCents: 100_00, taxCode })

    const posted = await erp.connector.postInvoice(invoiceFor(erp, { paymentTerm: term.code, lines: [line(tax.code)] }))
    assert.lengthOf(posted.dueDates, Math.max(term.instalments.length, 1))
    if (tax.percent !== null) assert.equal(posted.taxCents, Number(tax.percent) * 100)

    for (const [changes, code] of [
      [{ paymentTerm: 'NO-SUCH-TERM' }, 'payment_term_unknown'],
      [{ site: 'NO-SUCH-SITE' }, 'site_unknown'],
      [{ lines: [line('NO-SUCH-TAX')] }, 'tax_code_unknown'],
    ] as const) {
      const refusal = await erp.connector.postInvoice(invoiceFor(erp, changes as Partial<InvoiceToPost>)).then(() => null, (error) => error)
      assert.equal(refusal?.code, code)
    }
  })

  test('reads a customer again after its name changed', async ({ assert }) => {
    const erp = underTest()
    await erp.renameCustomer(erp.customerId, 'Älteste Bäckerei Ñandú')
    const changed = await changedCustomers(erp)

    assert.equal(changed.get(erp.customerId)?.name, 'Älteste Bäckerei Ñandú')
  })

  test('reads a customer again after only its address changed', async ({ assert }) => {
    const erp = underTest()
    await erp.moveCustomer(erp.customerId, 'Brașov')

    const changed = await changedCustomers(erp)

    assert.equal(changed.get(erp.customerId)?.addresses[0].city, 'Brașov')
  })

  test('reports a record it cannot understand and reads on', async ({ assert }) => {
    const erp = underTest()
    const { entity, id } = await erp.spoil()
    const { records, unreadable } = await readAll(erp.connector, entity, null, 100)

    assert.deepEqual(
      unreadable.map((found) => found.id),
      [id]
    )
    assert.isNotEmpty(unreadable[0].reason)
    assert.isNotEmpty(records)
  })

  test('posts an invoice, finds it by our reference and does not post it again', async ({ assert }) => {
    const erp = underTest()
    const invoice = invoiceFor(erp)
    assert.isEmpty(await erp.connector.findInvoices(invoice.reference))

    const posted = await erp.connector.postInvoice(invoice)
    assert.containSubset(posted, {
      reference: invoice.reference,
      state: 'posted',
      netCents: 100_00,
      lineCount: 1,
      customerId: erp.customerId,
    })
    assert.isNotEmpty(posted.number)
    assert.equal(posted.totalCents, posted.netCents + posted.taxCents)
    assert.equal(posted.openCents, posted.totalCents)
    assert.equal(
      posted.dueDates.reduce((sum, due) => sum + due.amountCents, 0),
      posted.totalCents
    )

    const again = await erp.connector.postInvoice(invoice)
    assert.equal(again.number, posted.number)
    assert.lengthOf(await erp.connector.findInvoices(invoice.reference), 1)
  })

  test('keeps our net to the cent: {description}')
    .with([
      { description: 'a price of four decimals', quantity: '1234', unitPrice: '0.0123', netCents: 15_18 },
      { description: 'a price of six decimals', quantity: '1234', unitPrice: '0.012345', netCents: 15_23 },
      { description: 'a part of a piece', quantity: '1.5', unitPrice: '33.33', netCents: 50_00 },
      { description: 'exactly half a cent', quantity: '5', unitPrice: '0.001', netCents: 1 },
      { description: 'a net that is not the product', quantity: '12', unitPrice: '8.3333', netCents: 99_97 },
    ])
    .run(async ({ assert }, { description, ...line }) => {
      const erp = underTest()
      const lines = [{ productId: erp.productId, taxCode: null, description, ...line }]
      const posted = await erp.connector.postInvoice(invoiceFor(erp, { lines }))

      assert.equal(posted.netCents, line.netCents)
    })

  test('posts a credit note as a negative invoice', async ({ assert }) => {
    const erp = underTest()
    const line = { productId: erp.productId, description: 'Credit', taxCode: null }
    const lines = [
      { ...line, quantity: '-2', unitPrice: '50', netCents: -100_00 },
      { ...line, quantity: '1', unitPrice: '-0.5', netCents: -50 },
    ]
    const posted = await erp.connector.postInvoice(invoiceFor(erp, { lines }))

    assert.equal(posted.netCents, -100_50)
    assert.equal(posted.totalCents, posted.netCents + posted.taxCents)
    assert.isBelow(posted.taxCents, 0)
  })

  test('gives invoices that are posted together numbers of their own', async ({ assert }) => {
    const erp = underTest()
    const posted = await Promise.all([1, 2, 3].map(() => erp.connector.postInvoice(invoiceFor(erp))))

    assert.lengthOf(new Set(posted.map(({ number }) => number)), 3)
  })

  test('refuses with a reason and a sentence, and leaves nothing behind', async ({ assert }) => {
    const erp = underTest()
    for (const { invoice: changes, code } of erp.refusals) {
      const invoice = invoiceFor(erp, changes)
      const refusal = await erp.connector.postInvoice(invoice).then(
        () => assert.fail(`not refused: ${code}`),
        (error) => error
      )

      assert.containSubset({ kind: refusal.kind, code: refusal.code }, { kind: 'refused', code })
      assert.isAbove(refusal.sentence.length, 10)
      assert.isEmpty(await erp.connector.findInvoices(invoice.reference))
    }
  })

  test('names the first open day after a closed one, where it says so', async ({ assert }) => {
    const erp = underTest()
    const closed = erp.refusals.find(({ code }) => code === 'period_closed')?.invoice.issuedOn
    const open = await erp.connector.firstOpenDay?.(closed ?? null)
    if (!closed || !open) return
    const posted = await erp.connector.postInvoice(invoiceFor(erp, { issuedOn: open })).catch((error) => error)

    assert.isAbove(open > closed ? 1 : 0, 0)
    assert.notEqual(posted.code, 'period_closed')
  })

  tellsWhatWasSold(underTest)
  takesCustomers(underTest)
  takesOrders(underTest)
  issuesStock(underTest)
}

async function readKeys(erp: ErpConnector, entity: ErpEntity): Promise<string[]> {
  const keys: string[] = []
  for (let after: string | null = null; ;) {
    const page = await erp.readKeys(entity, after, 7)
    keys.push(...page.keys)
    if (page.next === null) return keys
    after = page.next
  }
}

async function idsOf(erp: ErpConnector, entity: ErpEntity): Promise<Set<string>> {
  const { records } = await readAll(erp, entity, null, 100)
  return new Set(records.map(({ id }) => id))
}

async function changedCustomers({ connector }: ErpUnderTest): Promise<Map<string, ErpCustomer>> {
  const since = new Date(Date.parse(await connector.serverTime()) - 60_000).toISOString()
  const { records } = await readAll(connector, 'customer', since)
  return new Map(records.map((customer) => [customer.id, customer]))
}
