import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { calendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import SandboxConnector from '#erp/connectors/sandbox/sandbox_connector'
import { fillSandboxWorld } from '#erp/connectors/sandbox/sandbox_world'
import { personWithRole } from '#tests/support/people'

test.group('The sandbox’s screens', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => void (await db.transaction((trx) => fillSandboxWorld(trx, todayIn('Europe/Madrid')))))

  const clerk = () => personWithRole('administrator')

  test('lists and shows each kind of record', async ({ client, assert }) => {
    const user = await clerk()
    for (const name of ['customers', 'products', 'orders', 'deliveries', 'invoices']) {
      const list = await client.get(`/sandbox/${name}`).loginAs(user)
      list.assertStatus(200)
      const [record] = await db.from(`sandbox_${name}`).orderBy('id', 'desc').limit(1)
      assert.equal(
        list
          .text()
          .match(/translation missing[^<"]*/g)
          ?.join() ?? '',
        '',
        name
      )
      assert.include(list.text(), `/sandbox/${name}/${record.id}`)

      const page = await client.get(`/sandbox/${name}/${record.id}`).loginAs(user)
      page.assertStatus(200)
      assert.include(page.text(), record.number)
      assert.isEmpty(
        page
          .text()
          .match(/translation missing[^<"]*/g)
          ?.join() ?? ''
      )
    }
    const found = await client.get('/sandbox/customers?q=Núñez').loginAs(user)
    assert.include(found.text(), 'Panadería Núñez')
    assert.notInclude(found.text(), 'Talleres Ibáñez')
  })

  test('an order is entered, confirmed, delivered with its serial numbers and partly returned', async ({
    client,
    assert,
  }) => {
    const user = await clerk()
    const send = (path: string, form: Record<string, unknown>) =>
      client.post(path).form(form).loginAs(user).withCsrfToken().redirects(0)

    const page = await client.get('/sandbox/orders/create?customer_id=3').loginAs(user)
    page.assertStatus(200)
    const entered = await send('/sandbox/orders', {
      customer_id: 3,
      ordered_on: '2026-11-02',
      product_1: 1,
      quantity_1: '2',
      product_2: 11,
      quantity_2: '1',
      price_2: '90',
    })
    entered.assertStatus(303)
    const path = entered.header('location')!
    const confirmed = await send(`${path}/confirmation`, {})
    confirmed.assertStatus(303)

    const orderId = path.split('/').at(-1)!
    const [line] = await db.from('sandbox_order_lines').where('order_id', orderId).orderBy('position')
    const goods = { [`quantity_${line.id}`]: 2, [`serials_${line.id}`]: 'NEW-1\nNEW-2' }
    const refused = await send(`${path}/deliveries`, { on: '2026-11-05', ...goods, [`serials_${line.id}`]: 'NEW-1' })
    assert.notEqual(refused.status(), 500)
    assert.isEmpty(await db.from('sandbox_deliveries').where('order_id', orderId))
    const delivered = await send(`${path}/deliveries`, { on: '2026-11-05', place: 'Calle Mayor 12', ...goods })
    delivered.assertStatus(303)

    const deliveryId = delivered.header('location')!.split('/').at(-1)!
    const [moved] = await db.from('sandbox_delivery_lines').where('delivery_id', deliveryId)
    const back = await send(`/sandbox/deliveries/${deliveryId}/returns`, {
      on: '2026-11-20',
      [`quantity_${moved.id}`]: 1,
      [`serials_${moved.id}`]: 'NEW-2',
    })
    back.assertStatus(303)

    const erp = new SandboxConnector()
    assert.containSubset(await erp.readOne('order', orderId), {
      state: 'done',
      lines: [{ quantity: '2', unitPrice: '1290.00' }, { unitPrice: '90' }],
    })
    assert.containSubset(await erp.readOne('delivery', deliveryId), {
      kind: 'delivery',
      place: 'Calle Mayor 12',
      lines: [{ serials: ['NEW-1', 'NEW-2'] }],
    })
    assert.containSubset(await erp.readOne('delivery', back.header('location')!.split('/').at(-1)!), {
      kind: 'return',
      deliveredOn: '2026-11-20',
      lines: [{ quantity: '1', serials: ['NEW-2'] }],
    })
  })

  test('goods are left on consignment by lots, and their consumption is reported', async ({ client, assert }) => {
    const user = await clerk()
    const send = (path: string, form: Record<string, unknown>) => client.post(path).form(form).loginAs(user).withCsrfToken().redirects(0)
    const idOf = (answer: { header(name: string): string | undefined }) => answer.header('location')!.split('/').at(-1)!
    const product = await db.from('sandbox_products').where({ is_serialised: false, is_service: false, is_active: true }).firstOrFail()
    const path = (await send('/sandbox/orders', { customer_id: 3, ordered_on: '2026-11-02', product_1: product.id, quantity_1: '10' })).header('location')!
    await send(`${path}/confirmation`, {})
    const line = await db.from('sandbox_order_lines').where('order_id', path.split('/').at(-1)!).firstOrFail()
    const goods = { on: '2026-11-05', kind: 'consignment', [`quantity_${line.id}`]: 10 }

    await send(`${path}/deliveries`, { ...goods, [`lots_${line.id}`]: 'L-1 6' })
    assert.isEmpty(await db.from('sandbox_deliveries').where('order_id', line.order_id))
    const deliveryId = idOf(await send(`${path}/deliveries`, { ...goods, [`lots_${line.id}`]: 'L-1 6\nL-2 4' }))
    const shown = await client.get(`/sandbox/deliveries/${deliveryId}`).loginAs(user)
    shown.assertTextIncludes('Report consumption')

    const moved = await db.from('sandbox_delivery_lines').where('delivery_id', deliveryId).firstOrFail()
    const notice = idOf(await send(`/sandbox/deliveries/${deliveryId}/consumptions`, { on: '2026-11-20', [`quantity_${moved.id}`]: 3, [`lots_${moved.id}`]: 'L-2 3' }))
    const erp = new SandboxConnector()
    assert.containSubset(await erp.readOne('delivery', deliveryId), { kind: 'consignment', lines: [{ quantity: '10', lots: [{ lot: 'L-1', quantity: '6' }, { lot: 'L-2', quantity: '4' }] }] })
    assert.containSubset(await erp.readOne('delivery', notice), { kind: 'consumption', lines: [{ quantity: '3', lots: [{ lot: 'L-2', quantity: '3' }] }] })
  })

  test('a paid invoice has nothing open any more', async ({ client, assert }) => {
    const erp = new SandboxConnector()
    const line = {
      productId: '11',
      description: 'Maintenance',
      quantity: '1',
      unitPrice: '95',
      netCents: 95_00,
      taxCode: null,
    }
    const posted = await erp.postInvoice({
      reference: 'T-1',
      customerId: '3',
      issuedOn: calendarDate('2026-11-01'),
      currency: 'EUR',
      netCents: 95_00,
      text: 'November',
      lines: [line],
    })
    const response = await client
      .post(`/sandbox/invoices/${posted.id}/payment`)
      .loginAs(await clerk())
      .withCsrfToken()
      .redirects(0)

    response.assertStatus(303)
    assert.containSubset(await erp.readOne('invoice', posted.id), { state: 'paid', openCents: 0 })
  })

  test('an invoice is paid in part, the payment taken back, and a line credited by hand', async ({ client, assert }) => {
    const user = await clerk()
    const erp = new SandboxConnector()
    const line = { productId: '11', description: 'Maintenance', quantity: '1', unitPrice: '95', netCents: 95_00, taxCode: null }
    const posted = await erp.postInvoice({ reference: 'T-2', customerId: '3', issuedOn: null, currency: 'EUR', netCents: 95_00, text: '', lines: [line], paymentTerm: 'HALVES', site: 'BCN' })
    assert.lengthOf(posted.dueDates, 2)
    assert.equal(posted.siteId, '2')
    const send = (method: 'post' | 'delete', path: string, form = {}) => client[method](path).form(form).loginAs(user).withCsrfToken().redirects(0)

    const paid = await send('post', `/sandbox/invoices/${posted.id}/payment`, { amount: '50', method: 'cheque' })
    paid.assertStatus(303)
    assert.containSubset(await erp.readOne('invoice', posted.id), { state: 'posted', openCents: posted.totalCents - 50_00 })
    const payment = await db.from('sandbox_payments').orderBy('id', 'desc').firstOrFail()
    const page = await client.get(`/sandbox/invoices/${posted.id}`).loginAs(user)
    assert.include(page.text(), payment.number)
    ;(await send('delete', `/sandbox/payments/${payment.id}`)).assertStatus(303)
    assert.equal((await erp.readOne('invoice', posted.id))!.openCents, posted.totalCents)
    assert.containSubset(await erp.readOne('payment', String(payment.id + 1)), { kind: 'reversal', amountCents: -50_00, shares: [{ invoiceId: posted.id, amountCents: -50_00 }] })

    const [{ id }] = await db.from('sandbox_invoice_lines').where('invoice_id', posted.id)
    const tooMuch = await send('post', `/sandbox/invoices/${posted.id}/credit`, { [`credit_${id}`]: '96' })
    assert.notEqual(tooMuch.status(), 500)
    const credited = await send('post', `/sandbox/invoices/${posted.id}/credit`, { [`credit_${id}`]: '45' })
    credited.assertStatus(303)
    const credit = await erp.readOne('invoice', credited.header('location')!.split('/').at(-1)!)
    assert.containSubset(credit, { netCents: -45_00, creditsId: posted.id, openCents: 0, lines: [{ netCents: -45_00, creditsPosition: 1 }] })
    assert.equal((await erp.readOne('invoice', posted.id))!.openCents, posted.totalCents + credit!.totalCents)
  })

  test('a tax code is taken out of use and refused from then on', async ({ client, assert }) => {
    const user = await clerk()
    const page = await client.get('/sandbox/masters').loginAs(user)
    assert.include(page.text(), 'TVA19')
    const off = await client.put('/sandbox/masters/tax_codes/3').form({ is_active: '0' }).loginAs(user).withCsrfToken().redirects(0)
    off.assertStatus(303)

    const erp = new SandboxConnector()
    assert.isFalse((await erp.readOne('tax_code', '3'))!.isActive)
    const line = { productId: '11', description: 'Maintenance', quantity: '1', unitPrice: '95', netCents: 95_00, taxCode: 'TVA19' }
    await assert.rejects(() => erp.postInvoice({ reference: 'T-3', customerId: '3', issuedOn: null, currency: 'EUR', netCents: 95_00, text: '', lines: [line] }), /no tax code TVA19/)
  })

  test('a customer is entered and changed, and what is wrong is said', async ({ client, assert }) => {
    const user = await clerk()
    const form = {
      name: 'Ñoquis Añejos',
      payment_days: 30,
      street: 'Calle Luna 1',
      postal_code: '28004',
      city: 'Madrid',
      country: 'ES',
      is_active: '1',
    }
    const entered = await client.post('/sandbox/customers').form(form).loginAs(user).withCsrfToken().redirects(0)
    entered.assertStatus(303)
    const path = entered.header('location')!
    await client
      .put(path)
      .form({ ...form, city: 'Toledo', is_blocked: '1' })
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)
    const customer = await new SandboxConnector().readOne('customer', path.split('/').at(-1)!)
    assert.containSubset(customer, { name: 'Ñoquis Añejos', isBlocked: true, addresses: [{ city: 'Toledo' }] })

    const wrong = await client
      .post('/sandbox/customers')
      .form({ ...form, country: 'Spain' })
      .loginAs(user)
      .withCsrfToken()
      .header('referer', '/sandbox/customers/create')
    assert.include(wrong.text(), 'field-country-error')
  })

  test('nobody gets in without the permission', async ({ client }) => {
    const user = await personWithRole('sales')
    const page = await client.get('/sandbox/orders').loginAs(user)
    page.assertStatus(403)
    const entry = await client.post('/sandbox/customers').form({}).loginAs(user).withCsrfToken()
    entry.assertStatus(403)
  })
})
