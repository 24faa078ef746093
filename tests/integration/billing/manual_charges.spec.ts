import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import i18nManager from '@adonisjs/i18n/services/main'
import testUtils from '@adonisjs/core/services/test_utils'
import SaveRecord from '#shared/records/actions/save_record'
import CheckImport from '#shared/records/imports/actions/check_import'
import MapImport from '#shared/records/imports/actions/map_import'
import StartImport from '#shared/records/imports/actions/start_import'
import type { Row } from '#shared/records/record_type'
import EnterCharge from '#billing/actions/enter_charge'
import WithdrawInvoice from '#billing/actions/withdraw_invoice'
import WithdrawManualCharge from '#billing/actions/withdraw_manual_charge'
import { MANUAL_CHARGE } from '#billing/records/manual_charge'
import BillingWorld, { said } from '#tests/support/billing_world'
import { fileOf, verdictsOf, written } from '#tests/support/importing'

test.group('Charges that people enter or import', (group) => {
  let world: BillingWorld
  let companyId: number

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BillingWorld.build()
    companyId = await world.company({ name: 'Talleres Roca', language: 'es', number: 'C-77' })
  })

  const enter = (values: Record<string, unknown> = {}, id: number | null = null): Promise<Row> =>
    new SaveRecord().handle(
      MANUAL_CHARGE,
      { id, values: id ? values : { company_id: companyId, description: 'Travel to Huesca', quantity: '2', unit_price: '45.50', currency: 'EUR', due_on: '2026-01-20', ...values } },
      world.maker
    )

  test('the next run proposes one beside what the contracts bring, on the invoice the customer gets anyway', async ({ assert }) => {
    await world.contract(['100.00'], { company_id: companyId })
    await enter()
    assert.deepEqual(said(await world.charges({ billing_run_id: (await world.run('2026-01-19')).id })), ['2026-01-01 100.00 proposed'])
    await world.bill('2026-01-31')

    const [invoice, ...others] = await world.invoices()
    assert.lengthOf(others, 0)
    assert.deepEqual([Number(invoice.net_cents), invoice.line_count], [19_100, 2])
    assert.equal((await db.from('manual_charges').firstOrFail()).state, 'billed')
    assert.equal((await world.run('2026-12-01')).chargesNew, 11)
  })

  test('the order number of the customer stands on the line, and its own invoice is its own', async ({ assert }) => {
    await enter({ purchase_order: 'PO-4711', grouping: 'order' })
    await enter({ purchase_order: 'PO-4711', grouping: 'order', description: 'Hours' })
    await enter({ grouping: 'own', description: 'Alone' })
    const run = await world.run('2026-01-31')

    const invoices = await world.invoices({ billing_run_id: run.id })
    assert.deepEqual(invoices.map(({ group_key: key, line_count: lines }) => [key.replace(/\d+$/, ''), lines]).sort(), [['manual:', 1], ['po:PO-', 2]])
    assert.equal((await world.charges())[0].description, 'Travel to Huesca · su pedido PO-4711')
  })

  test('a charge goes with its contract: to whom that is invoiced, on its invoice, in its currency', async ({ assert }) => {
    const payer = await world.company({ name: 'The payer' })
    const { id } = await world.contract(['100.00'], { company_id: companyId, bill_to_id: payer, grouping: 'contract' })
    const row = await enter({ service_contract_id: id, grouping: 'contract' })
    assert.equal(Number(row.bill_to_id), payer)
    await world.bill('2026-01-31')
    assert.deepEqual((await world.invoices()).map((one) => [Number(one.company_id), Number(one.net_cents)]), [[payer, 19_100]])

    await assert.rejects(() => enter({ service_contract_id: id, currency: 'USD' }), 'The contract is invoiced in EUR')
    await assert.rejects(() => enter({ service_contract_id: id, grouping: 'contract', bill_to_id: companyId }), 'What goes on the invoice of a contract is invoiced to The payer')
    await assert.rejects(() => enter({ service_contract_id: id, period_from: '2025-12-31', period_to: '2026-01-31' }), /before the contract, on 2026-01-01/)
    const stranger = await world.company()
    await assert.rejects(() => enter({ company_id: stranger, service_contract_id: id }), 'The contract belongs to another company')
  })

  test('what was changed or withdrawn since a run was computed is not approved with it', async ({ assert }) => {
    const [changed, gone] = [await enter(), await enter({ description: 'Parking' })]
    let run = await world.run('2026-01-31')
    await enter({ unit_price: '50.00' }, changed.id)
    await assert.rejects(() => world.approve(run), /Travel to Huesca\. Compute the run again/)

    run = await world.run('2026-01-31')
    await new WithdrawManualCharge().handle(gone.id, 'Entered twice', world.maker)
    await assert.rejects(() => world.approve(run), /Parking/)
    await world.bill('2026-01-31')
    assert.deepEqual(said(await world.charges()), ['2026-01-20 100.00 billed'])
    const history = await db.from('record_changes').where({ record_type: 'manual_charge', record_id: gone.id }).orderBy('id')
    assert.deepEqual(history.map(({ kind }) => kind), ['created', 'changed'])
  })

  test('once billed it changes no more, and is open again when its invoice is withdrawn', async ({ assert }) => {
    const { id } = await enter()
    await world.bill('2026-01-31')
    await assert.rejects(() => enter({ quantity: '3' }, id), /billed already/)
    await assert.rejects(() => new WithdrawManualCharge().handle(id, 'No', world.maker), /billed already/)

    const [invoice] = await world.invoices()
    await db.from('invoices').where('id', invoice.id).update({ status: 'refused' })
    await new WithdrawInvoice().handle(invoice.id, 'Wrong customer', world.maker)
    await enter({ quantity: '3' }, id)
    assert.deepEqual(said(await world.charges({ billing_run_id: (await world.run('2026-01-31')).id })), ['2026-01-20 136.50 proposed'])
  })

  test('a currency in which the customer is not invoiced is refused, with those that are', async ({ assert }) => {
    const at = '2026-01-01 00:00:00'
    const customer = { connection_id: 1, external_id: '77', payload_hash: 'x', number: '77', name: 'Roca', is_active: true, is_blocked: false, mirrored_at: at, price_list_external_id: 'PL' }
    const [customerId] = await db.table('customers').insert(customer)
    await db.from('companies').where('id', companyId).update({ customer_id: customerId })
    await db.table('price_lists').insert({ connection_id: 1, external_id: 'PL', payload_hash: 'x', mirrored_at: at, code: 'PL', name: 'List', currency: 'RON', includes_tax: false, is_active: true })

    await assert.rejects(() => enter(), 'This customer is invoiced in RON')
    assert.equal((await enter({ currency: 'RON' })).currency, 'RON')
  })

  test('a file imported twice enters its charges once, and each bad row says why', async ({ assert }) => {
    const file = [
      'Key at its source,Customer,Description,Quantity,Unit price,Currency,To be billed from',
      'W-1,Talleres Roca,Repair,1.5,60.00,EUR,2026-01-10',
      'W-2,Talleres Roca,Repair,0,60.00,EUR,2026-01-10',
      'W-3,Talleres Roca,Repair,999999999999999,99999999999,EUR,2026-01-10',
      'W-4,Nobody at all,Repair,1,60.00,EUR,2026-01-10',
    ].join('\n')
    const load = async () => {
      const started = await new StartImport().handle(MANUAL_CHARGE, await fileOf(file, 'work.csv'), world.maker, i18nManager.locale('en'))
      await new MapImport().handle(MANUAL_CHARGE, started.id, { ...started.mapping!, key: 'source_key', mode: 'both' })
      await new CheckImport().handle(started.id, world.maker)
      return written(await started.refresh(), world.maker)
    }
    const [first, second] = [await verdictsOf(await load()), await verdictsOf(await load())]

    assert.equal(first[0], 'written')
    assert.match(first[1], /The quantity has to be above zero/)
    assert.match(first[2], /larger amount than an invoice can hold/)
    assert.match(first[3], /Nobody at all/)
    assert.match(second[0], /^skip/)
    assert.deepEqual(said(await world.charges({ billing_run_id: (await world.run('2026-01-31')).id })), ['2026-01-10 90.00 proposed'])
  })

  test('other work enters by the same door, once for each key', async ({ assert }) => {
    const work = { sourceKey: 'intervention:9', values: { company_id: companyId, description: 'Hours not covered', quantity: '3', unit_price: '70', currency: 'EUR', due_on: '2026-01-02' } }
    const ids = [await new EnterCharge().handle(work, world.maker), await new EnterCharge().handle(work, world.maker)]
    assert.equal(ids[0], ids[1])
    await assert.rejects(() => new EnterCharge().handle({ sourceKey: 'x:1', values: { ...work.values, quantity: '-3' } }, world.maker), /credit the invoice/)
  })
})
