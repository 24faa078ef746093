import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import SweepOutbox from '#shared/outbox/actions/sweep_outbox'
import { enqueueMany } from '#shared/outbox/enqueue'
import OutboxMessage from '#shared/outbox/outbox_message'
import { ownQueue } from '#tests/support/bell'
import { emptyJobs } from '#tests/support/queue_drivers'
import { linesOf } from '#tests/support/queue_jobs'
import '#tests/support/ledger_kind'

const KILLS = Number(process.env.KILLS ?? 3)
const MESSAGES = KILLS * 20

test.group('Outbox under fire', (group) => {
  const file = app.tmpPath(`ledger-${randomUUID()}.txt`)
  let child: ChildProcess | undefined

  group.each.setup(async () => {
    const own = ownQueue()
    await emptyJobs()
    return async () => {
      child?.kill('SIGKILL')
      await own.queue.close(100)
      own.restore()
      await emptyJobs()
      await db.from('outbox_messages').where('kind', 'ledger').delete()
      rmSync(file, { force: true })
    }
  })

  const startWorker = async () => {
    const args = ['--no-warnings', '--import=@poppinss/ts-exec', app.makePath('tests/support/queue_worker.ts')]
    child = spawn(process.execPath, [...args, 'embedded', 'x'], { cwd: app.makePath(), stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout!, 'data')
    return child
  }
  const open = async () => {
    const [row] = await OutboxMessage.query().where('kind', 'ledger').whereNot('state', 'done').count('* as total')
    return Number(row.$extras.total)
  }

  test('workers killed at random deliver every message exactly once', async ({ assert }) => {
    const references = Array.from({ length: MESSAGES }, (_, index) => `${randomUUID()}-${index}`)
    await enqueueMany(
      'ledger',
      references.map((reference, index) => ({ subjectType: 'test', subjectId: index, reference, payload: { file } }))
    )

    for (let kill = 0; kill < KILLS; kill++) {
      const worker = await startWorker()
      await sleep(300 + Math.random() * 900)
      worker.kill('SIGKILL')
      await once(worker, 'exit')
      await new SweepOutbox().handle()
    }

    await startWorker()
    for (let waited = 0; (await open()) > 0 && waited < 90 + KILLS * 5; waited++) {
      await new SweepOutbox().handle()
      await sleep(1000)
    }
    assert.equal(await open(), 0)
    assert.sameMembers(linesOf(file), references)
    const interrupted = await db.from('outbox_events').where('happening', 'process_died').count('* as total').first()
    assert.isAbove(Number(interrupted.total), 0)
  }).timeout(120_000 + KILLS * 15_000)
})
