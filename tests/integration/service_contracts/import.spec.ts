import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { Actor } from '#shared/actor'
import CheckImport from '#shared/records/imports/actions/check_import'
import MapImport from '#shared/records/imports/actions/map_import'
import RevertImport from '#shared/records/imports/actions/revert_import'
import StartImport from '#shared/records/imports/actions/start_import'
import type { RecordType } from '#shared/records/record_type'
import { CONTRACT_LINE, SERVICE_CONTRACT } from '#service_contracts/records/service_contract'
import BillingWorld from '#tests/support/billing_world'
import { english } from '#tests/support/gadgets'
import { fileOf, verdictsOf, written } from '#tests/support/importing'

test.group('Contracts that come from another system', (group) => {
  let clerk: Actor

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    const world = await BillingWorld.build()
    clerk = world.maker
    await world.company({ name: 'Harbour Clinic' })
    await world.company({ name: 'Harbour Holding' })
  })

  const checked = async (type: RecordType, key: string, rows: string[], name = 'contracts.csv') => {
    const started = await new StartImport().handle(type, await fileOf(rows.join('\n'), name), clerk, english())
    await new MapImport().handle(type, started.id, { ...started.mapping!, key, mode: 'both', decimalSign: '.' })
    await new CheckImport().handle(started.id, clerk)
    return started.refresh()
  }

  const CONTRACTS = [
    'former_number;title;company_id;bill_to_id;payer_id;currency;starts_on;ends_on;period_unit;mode;renewal_mode;renewal_months',
    'OLD-1;Boilers;Harbour Clinic;Harbour Holding;Harbour Holding;EUR;2024-01-31;2027-01-31;Month;In advance;Tacit;12',
  ]
  const LINES = ['former_key;service_contract_id;description;quantity;unit_price;starts_on', 'OLD-1/1;OLD-1;Boiler 1;2;120.50;2026-01-31', 'OLD-1/2;OLD-1;Boiler 2;1;80;2026-01-31']
  const imported = async () => {
    await written(await checked(SERVICE_CONTRACT, 'former_number', CONTRACTS.map((row) => row.replace('Tacit', 'tacit'))), clerk)
    await written(await checked(CONTRACT_LINE, 'former_key', LINES), clerk)
    return db.from('service_contracts').where('former_number', 'OLD-1').firstOrFail()
  }

  test('a file brings contracts with their parties, days and terms, and a second file their lines', async ({ assert }) => {
    const contract = await imported()
    const names = await db.from('companies').whereIn('id', [contract.company_id, contract.bill_to_id]).orderBy('name')
    assert.deepEqual(names.map(({ name }) => name), ['Harbour Clinic', 'Harbour Holding'])
    assert.equal(contract.payer_id, contract.bill_to_id)
    assert.containsSubset(contract, { source: 'import', status: 'draft', title: 'Boilers', period_unit: 'month', mode: 'advance', ends_on: '2027-01-31', deadline_on: '2026-10-31' })
    assert.match(contract.number, /^C-/)
    const lines = await db.from('contract_lines').where('service_contract_id', contract.id).orderBy('position')
    assert.deepEqual(lines.map((line) => [line.description, line.quantity, line.unit_price, line.starts_on, Boolean(line.is_aligned)]), [
      ['Boiler 1', '2', '120.50', '2026-01-31', true],
      ['Boiler 2', '1', '80', '2026-01-31', true],
    ])
  })

  test('the same files again change nothing', async ({ assert }) => {
    await imported()
    const again = await checked(SERVICE_CONTRACT, 'former_number', CONTRACTS.map((row) => row.replace('Tacit', 'tacit')))
    assert.deepEqual(await verdictsOf(again), ['skip: Already holds these values.'])
    assert.deepEqual(await verdictsOf(await checked(CONTRACT_LINE, 'former_key', LINES)), ['skip: Already holds these values.', 'skip: Already holds these values.'])
  })

  test('each row that cannot be a contract is refused with its field and the reason, and the others come', async ({ assert }) => {
    const head = 'former_number;company_id;bill_to_id;currency;starts_on;ends_on;period_unit;mode;period_count'
    const file = await checked(SERVICE_CONTRACT, 'former_number', [
      head,
      'A;Harbour Clinic;;EUR;2026-01-01;2027-01-01;month;advance;1',
      'B;Harbour Clinic;;EUR;2026-01-01;2025-12-31;month;advance;1',
      'C;Nobody;;EUR;2026-01-01;;month;advance;1',
      'D;Harbour Clinic;;XXZ;2026-01-01;;month;advance;1',
      'E;Harbour Clinic;;EUR;2026-02-30;;month;advance;1',
      'F;Harbour Clinic;;EUR;2026-01-01;;month;advance;0',
      'A;Harbour Clinic;;EUR;2026-01-01;;month;advance;1',
      'G;;;EUR;2026-01-01;;month;advance;1',
    ])
    const said = await verdictsOf(file)
    assert.equal(said[0], 'create')
    for (const [index, reason] of [[1, /after the start/], [2, /Company: nothing is called “Nobody”/], [3, /code of a currency/], [4, /Starts on: “2026-02-30” is not a day/], [5, /1 to 120|period/i], [6, /stands already in row 2/], [7, /Company/]] as const) {
      assert.match(said[index], reason)
    }
    await written(file, clerk)
    assert.lengthOf(await db.from('service_contracts').whereIn('former_number', ['A', 'B', 'C', 'D', 'E', 'F', 'G']), 1)
  })

  test('a line of no contract, outside its days or with a price that is too long is refused', async ({ assert }) => {
    await imported()
    const said = await verdictsOf(
      await checked(CONTRACT_LINE, 'former_key', ['former_key;service_contract_id;description;unit_price;starts_on', 'x;OLD-9;Lift;1;2026-01-31', 'y;OLD-1;Lift;1;2023-01-31', 'z;OLD-1;Lift;99999999999999999999;2026-01-31'])
    )
    for (const [index, reason] of [[0, /Contract: nothing is called “OLD-9”/], [1, /outside the contract/], [2, /Price per period/]] as const) assert.match(said[index], reason)
  })

  test('an import is taken back as long as nobody worked on its contracts', async ({ assert }) => {
    const file = await checked(SERVICE_CONTRACT, 'former_number', CONTRACTS.map((row) => row.replace('Tacit', 'tacit')))
    await written(file, clerk)
    await new RevertImport().begin(file.id)
    await new RevertImport().handle(file.id, clerk)
    assert.isNull(await db.from('service_contracts').where('former_number', 'OLD-1').first())
  })
})
