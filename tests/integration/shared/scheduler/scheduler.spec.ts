import { DateTime } from 'luxon'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import type { Queue } from '#contracts/queue'
import { registerJob } from '#shared/queue/jobs'
import { daily, every } from '#shared/scheduler/schedule'
import Scheduler from '#shared/scheduler/scheduler'
import { ownQueue } from '#tests/support/bell'

let ran = 0
const job = registerJob({ name: 'test.tick', handle: async () => void ran++ })
const at = (text: string) => DateTime.fromISO(`2026-05-04T${text}Z`, { zone: 'utc' })

test.group('Scheduler', (group) => {
  let queue: Queue

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => {
    ran = 0
    const own = ownQueue()
    queue = own.queue
    return own.restore
  })

  const tick = async (scheduler: Scheduler, time: string) => {
    await scheduler.tick(at(time))
    await queue.drain()
  }

  test('a schedule seen for the first time waits for its next instant', async ({ assert }) => {
    const scheduler = new Scheduler([daily('02:00', 'UTC', job)])
    await tick(scheduler, '10:00:00')
    assert.equal(ran, 0)

    await scheduler.tick(at('10:00:00').plus({ hours: 16 }))
    await queue.drain()
    assert.equal(ran, 1)
  })

  test('of several processes one runs each tick', async ({ assert }) => {
    const processes = [1, 2, 3].map(() => new Scheduler([every('15m', job)]))
    for (const time of ['10:00:00', '10:15:00', '10:15:05', '10:30:00']) {
      for (const scheduler of processes) await tick(scheduler, time)
    }
    assert.equal(ran, 2)
  })

  test('ticks missed while nothing ran are made up for once', async ({ assert }) => {
    await tick(new Scheduler([every('15m', job)]), '10:00:00')
    await tick(new Scheduler([every('15m', job)]), '14:07:00')
    await tick(new Scheduler([every('15m', job)]), '14:08:00')
    assert.equal(ran, 1)
  })

  test('a tick whose process died before telling the queue is told by another', async ({ assert }) => {
    await tick(new Scheduler([every('15m', job)]), '10:00:00')
    await db.table('schedule_ticks').insert({ name: 'test.tick', due_at: '2026-05-04 10:15:00', created_at: '2026-05-04 10:15:01' })

    const other = new Scheduler([every('15m', job)])
    await tick(other, '10:15:10')
    assert.equal(ran, 0)
    await tick(other, '10:15:40')
    assert.equal(ran, 1)
  })

  test('a clock that goes back runs nothing twice', async ({ assert }) => {
    await tick(new Scheduler([every('15m', job)]), '10:00:00')
    await tick(new Scheduler([every('15m', job)]), '10:15:00')
    await tick(new Scheduler([every('15m', job)]), '10:14:00')
    await tick(new Scheduler([every('15m', job)]), '10:16:00')
    assert.equal(ran, 1)
  })
})
