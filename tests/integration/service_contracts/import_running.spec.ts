import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { Actor } from '#shared/actor'
import CheckImport from '#shared/records/imports/actions/check_import'
import MapImport from '#shared/records/imports/actions/map_import'
import RevertImport from '#shared/records/imports/actions/revert_import'
import StartImport from '#shared/records/imports/actions/start_import'
import SaveRecord from '#shared/records/actions/save_record'
import type { RecordType } from '#shared/records/record_type'
import { CONTRACT_LINE, SERVICE_CONTRACT } from '#service_contracts/records/service_contract'
import BillingWorld, { said } from '#tests/support/billing_world'
import { english } from '#tests/support/gadgets'
import { fileOf, verdictsOf, written } from '#tests/support/importing'

test.group('Contracts that run already when they come', (group) => {
  let clerk: Actor
  let world: BillingWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BillingWorld.build()
    clerk = world.maker
    await world.company({ name: 'Harbour Clinic' })
  })

  const checked = async (type: RecordType, key: string, rows: string[]) => {
    const started = await new StartImport().handle(type, await fileOf(rows.join('\n'), 'contracts.csv'), clerk, english())
    await new MapImport().handle(type, started.id, { ...started.mapping!, key, mode: 'both', decimalSign: '.' })
    await new CheckImport().handle(started.id, clerk)
    return started.refresh()
  }
  const HEAD = 'former_number;company_id;currency;starts_on;ends_on;period_unit;mode;was_running;billed_until'
  const contracts = (...rows: string[]) => checked(SERVICE_CONTRACT, 'former_number', [HEAD, ...rows])
  const lines = () => checked(CONTRACT_LINE, 'former_key', ['former_key;service_contract_id;description;quantity;unit_price;starts_on', 'R-1/1;R-1;Boiler;2;310;2024-01-01'])
  const RUNNING = 'R-1;Harbour Clinic;EUR;2024-01-01;2028-01-01;month;advance;yes;2026-03-15'

  test('are in force at once, billed from their day on, and the dry run says what comes first', async ({ assert }) => {
    const file = await contracts(RUNNING)
    assert.deepEqual(await verdictsOf(file), ['create: Runs; billed here from 15 Mar 2026.'])
    await written(file, clerk)
    assert.containsSubset(await db.from('service_contracts').where('former_number', 'R-1').firstOrFail(), { status: 'active', billed_until: '2026-03-15' })

    const second = await lines()
    assert.deepEqual(await verdictsOf(second), ['create: First bill on 15 Mar 2026: €340.00 for 15 Mar 2026 – 31 Mar 2026.'])
    await written(second, clerk)
    await world.run('2026-04-30')
    assert.deepEqual(said(await world.charges()), ['2026-03-15 340.00 proposed', '2026-04-01 620.00 proposed']) // 17 of 31 days
  })

  test('that do not say until when they were billed, or wrongly, are refused with the reason', async ({ assert }) => {
    const verdicts = await verdictsOf(await contracts(
      'A;Harbour Clinic;EUR;2024-01-01;;month;advance;yes;',
      'B;Harbour Clinic;EUR;2024-01-01;;month;advance;yes;2023-12-31',
      'C;Harbour Clinic;EUR;2024-01-01;2025-01-01;month;advance;yes;2025-02-01',
      'D;Harbour Clinic;EUR;2024-01-01;;month;advance;no;'
    ))
    for (const [index, reason] of [[0, /until when it was billed/], [1, /outside the contract/], [2, /outside the contract/], [3, /^create$/]] as const) assert.match(verdicts[index], reason)
  })

  test('are taken back as long as nothing was billed', async ({ assert }) => {
    const file = await contracts(RUNNING)
    await written(file, clerk)
    await new RevertImport().begin(file.id)
    await new RevertImport().handle(file.id, clerk)
    assert.isNull(await db.from('service_contracts').where('former_number', 'R-1').first())

    await written(await contracts(RUNNING), clerk)
    await written(await lines(), clerk)
    await world.bill('2026-03-31')
    const { id } = await db.from('service_contracts').where('former_number', 'R-1').firstOrFail()
    await assert.rejects(() => db.transaction(async (trx) => SERVICE_CONTRACT.beforeDelete!((await trx.from('service_contracts').where('id', id).firstOrFail()) as never, trx, clerk)), /Only a draft/)
    const save = (values: object) => db.transaction((trx) => new SaveRecord().handle(SERVICE_CONTRACT, { id: Number(id), values: values as never }, clerk, trx))
    await assert.rejects(() => save({ billed_until: '2026-05-01' }), /billed under this value/)
    await assert.rejects(() => save({ was_running: false }), /said when the contract comes/)
  })
})
