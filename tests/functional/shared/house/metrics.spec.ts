import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { now } from '#shared/clock'
import { offerMetrics, figuresOfHouse } from '#shared/metrics/figures'
import { metricsToken } from '#config/metrics'
import { countJob } from '#shared/metrics/worked_jobs'
import WorkerPulse from '#shared/metrics/worker_pulse'
import ErpUnavailable from '#erp/errors/erp_unavailable'
import { erpCustomer } from '#tests/support/erp_records'
import SyncWorld from '#tests/support/sync_world'

test.group('Metrics', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  const scraped = (client: any, token: string | undefined) => {
    const request = client.get('/metrics')
    return token === undefined ? request : request.header('authorization', `Bearer ${token}`)
  }

  test('nobody reads them without the token', async ({ client, assert }) => {
    for (const token of [undefined, 'wrong', '']) {
      const answer = await scraped(client, token)
      assert.equal(answer.status(), 401)
      assert.notInclude(answer.text(), 'annexa_')
    }
    const inAddress = await client.get(`/metrics?token=${metricsToken}`)
    assert.equal(inAddress.status(), 401)
  })

  test('they tell how late each entity is, what waits and whether the ERP is called', async ({ client, assert }) => {
    const world = await SyncWorld.build('Fake ERP')
    world.fill(3)
    world.erp.put('customer', erpCustomer('9999', { name: 'x'.repeat(300) }))
    await world.sync({ mode: 'full' })
    world.erp.onCall = () => {
      throw new ErpUnavailable('cut')
    }
    for (let n = 0; n < 5; n++) await world.connection.connector().serverTime().catch(() => {})
    const message = { kind: 'invoice', target: '7', subject_type: 'invoice', subject_id: 1, payload: '{}', payload_hash: 'x', updated_at: '2026-01-01 00:00:00' }
    await db.table('outbox_messages').insert({ ...message, reference: 'a', state: 'pending', next_attempt_at: '2026-01-01 00:00:00', created_at: '2026-01-01 00:00:00' })
    await db.table('outbox_messages').insert({ ...message, reference: 'b', state: 'refused', created_at: '2026-01-01 00:00:00' })

    const answer = await scraped(client, metricsToken)
    answer.assertStatus(200)
    assert.match(answer.header('content-type')!, /^text\/plain/)
    assert.isUndefined(answer.header('set-cookie'))
    const text = answer.text()
    for (const line of [
      'annexa_sync_paused{connection="Fake ERP",entity="customer"} 0',
      'annexa_sync_rows_last_day{connection="Fake ERP",entity="customer",outcome="created"} 3',
      'annexa_sync_rows_last_day{connection="Fake ERP",entity="customer",outcome="failed"} 1',
      'annexa_sync_problems{connection="Fake ERP",entity="customer",kind="failed"} 1',
      'annexa_erp_circuit_state{connection="Fake ERP"} 2',
      'annexa_outbox_messages{kind="invoice",target="7",state="pending"} 1',
      'annexa_postings{state="refused"} 1',
      'annexa_metrics_reader_up{reader="sync"} 1',
    ]) {
      assert.include(text, line)
    }
    assert.match(text, /annexa_sync_lag_seconds\{connection="Fake ERP",entity="customer"\} \d+\n/)
    assert.match(text, /annexa_sync_last_success_timestamp_seconds\{connection="Fake ERP"\} \d{10}/)
    assert.match(text, /annexa_outbox_overdue_seconds\{kind="invoice",target="7"\} \d{7,}/)
    assert.match(text, /annexa_queue_jobs\{state="waiting"\} \d+/)
    assert.match(text, /process_resident_memory_bytes \d+/)
  })

  test('any web process tells how each worker fares, and how many fell silent', async ({ client, assert }) => {
    await db.from('worker_pulses').delete()
    await countJob('test.job', async () => {})
    await countJob('test.job', () => Promise.reject(new Error('no'))).catch(() => {})
    const pulse = new WorkerPulse()
    await pulse.beat()
    const at = now().minus({ minutes: 5 }).toFormat('yyyy-MM-dd HH:mm:ss')
    const { figures } = await db.from('worker_pulses').firstOrFail()
    await db.table('worker_pulses').insert({ worker: 'gone:1', figures, started_at: at, seen_at: at })

    const text = (await scraped(client, metricsToken)).text() as string
    for (const line of ['annexa_workers 1', 'annexa_workers_silent 1']) assert.include(text, line)
    assert.match(text, new RegExp(`annexa_worker_jobs_total\\{worker="[^"]+:${process.pid}",job="test.job",outcome="failed"\\} 1`))
    assert.match(text, /annexa_worker_memory_bytes\{worker="[^"]+"\} \d{7,}/)
    assert.notInclude(text, 'worker="gone:1"')

    await pulse.stop()
    assert.include((await scraped(client, metricsToken)).text(), 'annexa_workers 0')
  })

  test('requests are counted by route and never by address', async ({ client, assert }) => {
    await client.get('/sign-in')
    await client.get('/erp/postings/123456').redirects(0)
    const { text } = { text: (await scraped(client, metricsToken)).text() as string }
    assert.match(text, /annexa_http_request_duration_seconds_count\{method="GET",route="\/sign-in",status="200"\} \d+/)
    assert.include(text, 'route="/erp/postings/:id",status="302"')
    assert.notInclude(text, '123456')
  })

  test('what is gone since the last time is not told any more', async ({ assert }) => {
    let samples = [{ labels: { colour: 'red' }, value: 1 }]
    offerMetrics('test', async () => [{ name: 'test_figure', help: 'A figure of a test', samples }])
    assert.include(await (await figuresOfHouse(now())).metrics(), 'annexa_test_figure{colour="red"} 1')
    samples = []
    assert.notInclude(await (await figuresOfHouse(now())).metrics(), 'red')
  })

  test('one reader that fails leaves the others their figures', async ({ assert }) => {
    offerMetrics('test', async () => {
      throw new Error('the table is away')
    })
    const text = await (await figuresOfHouse(now())).metrics()
    assert.include(text, 'annexa_metrics_reader_up{reader="test"} 0')
    assert.include(text, 'annexa_metrics_reader_up{reader="queue"} 1')
    offerMetrics('test', async () => [])
  })
})
