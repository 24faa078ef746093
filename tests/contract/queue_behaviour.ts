import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import type { Queue } from '#contracts/queue'
import { emptyJobs, makeQueue } from '#tests/support/queue_drivers'
import { linesOf, note, noteInLane, noteOnce } from '#tests/support/queue_jobs'

/** What every driver of the queue promises, run against each of them. */
export function queueBehaves(driver: 'embedded' | 'bull', isThere: boolean) {
  const reason = 'needs Redis: set REDIS_HOST and REDIS_PORT'

  test.group(`Queue, ${driver}`, (group) => {
    let queue: Queue
    let prefix: string
    let file: string
    const others: Queue[] = []
    const children: ChildProcess[] = []

    const another = () => {
      const other = makeQueue(driver, prefix)
      others.push(other)
      return other
    }
    const begun = (text: string) => linesOf(file).filter((line) => line.startsWith(`begin ${text} `)).length
    const ended = () =>
      linesOf(file)
        .filter((line) => line.startsWith('end '))
        .map((line) => line.split(' ')[1])
    const until = async (condition: () => boolean, seconds = 20) => {
      for (let waited = 0; !condition() && waited < seconds * 20; waited++) await sleep(50)
      if (!condition()) throw new Error(`Not within ${seconds} seconds: ${linesOf(file).join(', ')}`)
    }
    const startWorker = async () => {
      const path = app.makePath('tests/support/queue_worker.ts')
      const args = ['--no-warnings', '--import=@poppinss/ts-exec', path, driver, prefix]
      const child = spawn(process.execPath, args, { cwd: app.makePath(), stdio: ['ignore', 'pipe', 'inherit'] })
      children.push(child)
      await once(child.stdout!, 'data')
      return child
    }

    group.each.setup(async () => {
      prefix = `test-${randomUUID()}`
      file = app.tmpPath(`${prefix}.txt`)
      queue = makeQueue(driver, prefix)
      await emptyJobs()

      return async () => {
        for (const child of children.splice(0)) child.kill('SIGKILL')
        for (const other of [queue, ...others.splice(0)]) await other.close(1000)
        rmSync(file, { force: true })
        await emptyJobs()
      }
    })

    test('runs what was asked for, and forgets it', async ({ assert }) => {
      await queue.dispatch(note, { file, text: 'a' })
      await queue.dispatch(note, { file, text: 'b' })
      await queue.drain()

      assert.sameMembers(ended(), ['a', 'b'])
      assert.deepEqual(await queue.figures(), { waiting: 0, running: 0, failed: 0 })
    }).skip(!isThere, reason)

    test('works again after it was closed', async ({ assert }) => {
      await queue.work()
      await queue.close(1000)
      await queue.work()
      await queue.dispatch(note, { file, text: 'a' })
      await until(() => ended().length === 1)

      assert.deepEqual(ended(), ['a'])
    }).skip(!isThere, reason)

    test('a job with a key is added once while it waits, and again afterwards', async ({ assert }) => {
      await queue.dispatch(note, { file, text: 'a' }, { key: 'one' })
      await queue.dispatch(note, { file, text: 'a' }, { key: 'one' })
      await queue.drain()
      assert.equal(begun('a'), 1)

      await queue.dispatch(note, { file, text: 'a' }, { key: 'one' })
      await queue.drain()
      assert.equal(begun('a'), 2)
    }).skip(!isThere, reason)

    test('a job with a key is not added while one runs', async ({ assert }) => {
      await queue.work()
      await queue.dispatch(note, { file, text: 'a', holdMs: 600 }, { key: 'one' })
      await until(() => begun('a') === 1)
      await queue.dispatch(note, { file, text: 'a' }, { key: 'one' })
      await queue.drain()

      assert.equal(begun('a'), 1)
    }).skip(!isThere, reason)

    test('a failed key may be used again, and two jobs may share one', async ({ assert }) => {
      await queue.dispatch(noteOnce, { file, text: 'a', failures: 1 }, { key: 'one' })
      await queue.dispatch(note, { file, text: 'b' }, { key: 'one' })
      await queue.drain()
      await queue.dispatch(noteOnce, { file, text: 'a', failures: 1 }, { key: 'one' })
      await queue.drain()

      assert.sameMembers(ended(), ['b', 'a'])
    }).skip(!isThere, reason)

    test('a job that fails is tried again, and given up after its attempts', async ({ assert }) => {
      await queue.work()
      await queue.dispatch(note, { file, text: 'twice', failures: 1 })
      await queue.dispatch(noteOnce, { file, text: 'never', failures: 9 })
      await until(() => ended().includes('twice'))
      await queue.drain()

      assert.equal(begun('twice'), 2)
      assert.equal(begun('never'), 1)
      const { failed } = await queue.figures()
      assert.equal(failed, 1)
    }).skip(!isThere, reason)

    test('a delayed job waits', async ({ assert }) => {
      await queue.dispatch(note, { file, text: 'late' }, { delaySeconds: 2 })
      await queue.drain()
      assert.equal(begun('late'), 0)
      const { waiting } = await queue.figures()
      assert.equal(waiting, 1)

      await queue.work()
      await until(() => ended().includes('late'))
    }).skip(!isThere, reason)

    test('jobs of one lane run one after another, also with two workers', async ({ assert }) => {
      const other = another()
      for (const text of ['a', 'b', 'c', 'd']) await queue.dispatch(noteInLane, { file, text, holdMs: 100 })
      await queue.dispatch(note, { file, text: 'beside', holdMs: 200 })
      await Promise.all([queue.work(), other.work()])
      await until(() => ended().length === 5)

      const lane = linesOf(file)
        .filter((line) => !line.includes('beside'))
        .map((line) => line.split(' ')[0])
      assert.deepEqual(lane, ['begin', 'end', 'begin', 'end', 'begin', 'end', 'begin', 'end'])
      assert.notEqual(linesOf(file).at(-1)?.split(' ')[1], 'beside')
    }).skip(!isThere, reason)

    test('two workers never run the same job', async ({ assert }) => {
      const texts = Array.from({ length: 60 }, (_, index) => `n${index}`)
      for (const text of texts) await queue.dispatch(note, { file, text, holdMs: 5 })
      await Promise.all([startWorker(), startWorker()])
      await until(() => ended().length >= texts.length)
      await queue.drain()

      assert.sameMembers(ended(), texts)
      assert.isTrue(texts.every((text) => begun(text) === 1))
    })
      .timeout(60_000)
      .skip(!isThere, reason)

    test('a job whose worker is killed runs again elsewhere', async ({ assert }) => {
      const child = await startWorker()
      await queue.dispatch(note, { file, text: 'a', holdMs: 1500 }, { key: 'one' })
      await until(() => begun('a') === 1)
      child.kill('SIGKILL')
      await once(child, 'exit')

      await queue.work()
      await until(() => ended().includes('a'), 30)
      assert.equal(begun('a'), 2)
      assert.deepEqual(await queue.figures().then(({ failed }) => failed), 0)
    })
      .timeout(60_000)
      .skip(!isThere, reason)

    test('a worker told to end finishes the job it is at', async ({ assert }) => {
      const child = await startWorker()
      await queue.dispatch(note, { file, text: 'a', holdMs: 1000 })
      await until(() => begun('a') === 1)
      child.kill('SIGTERM')
      const told = Date.now()
      await once(child, 'exit')

      assert.deepEqual(ended(), ['a'])
      assert.isBelow(Date.now() - told, 5000)
    })
      .timeout(60_000)
      .skip(!isThere, reason)
  })
}
