import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import CloseCircuit from '#erp/actions/close_circuit'
import ReadCompany from '#erp/actions/read_company'
import StartDueSyncs from '#erp/actions/start_due_syncs'
import ErpGibberish from '#erp/errors/erp_gibberish'
import ErpUnavailable from '#erp/errors/erp_unavailable'
import { hurry } from '#erp/patience'
import { circuitOf } from '#erp/queries/circuits'
import BindingWorld from '#tests/support/binding_world'
import SyncWorld from '#tests/support/sync_world'

test.group('Circuit of a connection', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.teardown(() => hurry(0))

  const cut = (world: SyncWorld, seconds = 0) => {
    world.erp.onCall = () => {
      throw new ErpUnavailable('The wire was cut', seconds)
    }
  }
  const ask = (world: SyncWorld, urgency: 'usual' | 'interactive' | 'background' = 'usual') =>
    world.connection.connector(urgency).serverTime().then(() => 'answered', (error: Error) => error.message)

  test('after five calls to nobody the ERP is left alone, by every connector of every process', async ({ assert }) => {
    const world = await SyncWorld.build()
    cut(world)
    for (let n = 0; n < 5; n++) assert.equal(await ask(world), 'The wire was cut')
    const before = world.erp.calls.length

    world.erp.onCall = () => {}
    assert.match(await ask(world), /was not available \(The wire was cut\); it is called again in \d+ s/)
    assert.equal(world.erp.calls.length, before)
    assert.equal((await circuitOf(world.connection.id)).state, 'open')
  })

  test('when the pause is over one call tries; its answer closes the circuit', async ({ assert }) => {
    const world = await SyncWorld.build()
    cut(world)
    for (let n = 0; n < 5; n++) await ask(world)
    await db.from('erp_circuits').update({ next_probe_at_ms: Date.now() - 1 })

    let meanwhile = ''
    world.erp.onCall = async (_, number) => {
      if (number === world.erp.calls.length && meanwhile === '') {
        meanwhile = 'asking'
        meanwhile = await ask(world)
      }
    }
    assert.equal(await ask(world), 'answered')
    assert.match(meanwhile, /it is called again/)
    assert.equal((await circuitOf(world.connection.id)).state, 'closed')
    assert.equal(await ask(world), 'answered')
  })

  test('an answer that makes no sense is an answer: the circuit stays closed', async ({ assert }) => {
    const world = await SyncWorld.build()
    world.erp.onCall = () => {
      throw new ErpGibberish('What?')
    }
    for (let n = 0; n < 8; n++) assert.equal(await ask(world), 'What?')
    assert.equal((await circuitOf(world.connection.id)).state, 'closed')
  })

  test('the pause an ERP asks for holds for every call until it is over', async ({ assert }) => {
    hurry(1)
    const world = await SyncWorld.build()
    hurry(1)
    cut(world, 120)
    assert.equal(await ask(world), 'The wire was cut')
    const before = world.erp.calls.length
    world.erp.onCall = () => {}

    assert.match(await ask(world, 'interactive'), /asked for a pause; it is called again in 1[12]\d s/)
    assert.equal(world.erp.calls.length, before)
    await db.from('erp_circuits').update({ quiet_until_ms: Date.now() - 1 })
    assert.equal(await ask(world), 'answered')
  })

  test('work of the night waits while a person is being served', async ({ assert }) => {
    const world = await SyncWorld.build()
    const order: string[] = []
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    world.erp.onCall = async (_, number) => {
      if (number === 1) await held
    }
    hurry(1)
    const person = ask(world, 'interactive').then(() => order.push('person'))
    await new Promise((resolve) => setImmediate(resolve))
    while ((await db.from('erp_circuits').first()) === null) await new Promise((resolve) => setImmediate(resolve))
    const night = ask(world, 'background').then(() => order.push('night'))
    release()
    await Promise.all([person, night])

    assert.deepEqual(order, ['person', 'night'])
  })

  test('no run is started against an open circuit, and a person can close it', async ({ assert }) => {
    const world = await SyncWorld.build()
    await world.connection.merge({ incrementalMinutes: 5 }).save()
    cut(world)
    for (let n = 0; n < 5; n++) await ask(world)
    assert.equal(await new StartDueSyncs().handle(), 0)

    await new CloseCircuit().handle(world.connection.id)
    assert.equal(await new StartDueSyncs().handle(), 1)
  })

  test('customers, orders and parts go through the circuit too, and a person may try sooner', async ({ assert }) => {
    const world = await BindingWorld.build()
    const { connection } = world
    let calls = 0
    world.erp.find = async () => {
      calls += 1
      throw new ErpUnavailable('The wire was cut')
    }
    const look = () => connection.connector().customers!.find('CUS-1').then(() => 'answered', (error: Error) => error.message)
    for (let n = 0; n < 5; n++) assert.equal(await look(), 'The wire was cut')
    assert.match(await look(), /it is called again in/)
    assert.equal(calls, 5)

    const { id } = await world.company()
    await assert.rejects(() => new ReadCompany().handle(id), /it is called again in/)
    await db.from('erp_circuits').update({ failed_at_ms: Date.now() - 6_000 })
    assert.isTrue(await new ReadCompany().handle(id))
    assert.equal((await circuitOf(connection.id)).state, 'closed')
  })
})
