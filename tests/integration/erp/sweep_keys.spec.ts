import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import Customer from '#mirror/models/customer'
import ErpUnavailable from '#erp/errors/erp_unavailable'
import { onMirrored, stopFollowing } from '#erp/followers'
import SyncCursor from '#erp/models/sync_cursor'
import SyncProblem from '#erp/models/sync_problem'
import { erpCustomer } from '#tests/support/erp_records'
import SyncWorld from '#tests/support/sync_world'

const goneCount = async () => {
  const gone = await Customer.query().whereNotNull('goneAt')
  return gone.length
}

test.group('Sweep of keys', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  const world = async (customers: number) => {
    const built = await SyncWorld.build()
    for (let n = 0; n < customers; n++) built.erp.put('customer', erpCustomer(String(n).padStart(3, '0')))
    await built.sync({ mode: 'full', sweeps: true })

    return built
  }

  test('a vanished record counts as gone after two sweeps, and its followers are told', async ({ assert }) => {
    const told: string[] = []
    onMirrored('customer', 'told', async (rows) => void told.push(...rows.filter((row) => row.change === 'gone').map((row) => row.externalId)))
    const here = await world(40)
    here.erp.remove('customer', '007')

    await here.sync({ sweeps: true })
    assert.equal(await goneCount(), 0)
    const run = await here.sync({ sweeps: true })
    stopFollowing('customer', 'told')

    assert.containSubset(await here.part(run, 'customer'), { gone: 1, swept: 39 })
    assert.deepEqual(told, ['007'])
    assert.lengthOf(await Customer.all(), 40)
  })

  test('a record that only the list of keys leaves out is not gone', async ({ assert }) => {
    const here = await world(40)
    here.erp.hiddenKeys.add('customer/007')

    for (let n = 0; n < 4; n++) await here.sync({ sweeps: true })

    assert.equal(await goneCount(), 0)
  })

  test('a gone record that comes back is here again', async ({ assert }) => {
    const here = await world(40)
    here.erp.remove('customer', '007')
    await here.sync({ sweeps: true })
    await here.sync({ sweeps: true })
    here.erp.put('customer', erpCustomer('007'), null)

    await here.sync({ sweeps: true })

    assert.equal(await goneCount(), 0)
  })

  test('a sweep that meets less than 95 % is not believed and a person is told', async ({ assert }) => {
    const here = await world(40)
    for (let n = 0; n < 5; n++) here.erp.remove('customer', String(n).padStart(3, '0'))

    for (let n = 0; n < 3; n++) await here.sync({ sweeps: true })

    assert.equal(await goneCount(), 0)
    const problem = await SyncProblem.findByOrFail('kind', 'sweep_guard')
    assert.include(problem.reason, 'only 35 of 40 keys')
    const cursor = await SyncCursor.findByOrFail('entity', 'customer')
    assert.containSubset(cursor.$attributes, { sweepSize: 40, sweepRefusedSize: 35 })
  })

  test('an interrupted sweep counts nothing and goes on later', async ({ assert }) => {
    const here = await world(40)
    here.erp.remove('customer', '007')
    here.erp.onCall = (call) => {
      if (call === 'readKeys') throw new ErpUnavailable('down')
    }
    for (let n = 0; n < 3; n++) await here.sync({ sweeps: true })
    here.erp.onCall = () => {}

    await here.sync({ sweeps: true })
    assert.equal(await goneCount(), 0)
    await here.sync({ sweeps: true })
    assert.equal(await goneCount(), 1)
  })
})
