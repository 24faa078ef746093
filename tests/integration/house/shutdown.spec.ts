import { connect, type Socket } from 'node:net'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import type { ChildProcess } from 'node:child_process'
import { test } from '@japa/runner'
import { hasRedis } from '#tests/support/queue_drivers'
import { ownHouse, runToEnd, secondsToStop, startUntil } from '#tests/support/spawned_house'

const LIMIT_IN_SECONDS = 10
const NODE = ['--no-warnings', '--import=@poppinss/ts-exec']

/** Sends the head of a request and half of its body, so that the server is still reading when it is told to stop. */
async function unfinishedRequest(port: string): Promise<Socket> {
  const socket = connect(Number(port), '127.0.0.1')
  socket.on('error', () => {})
  await once(socket, 'connect')
  socket.write('POST /sign-in HTTP/1.1\r\nHost: house\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nemail=')
  return socket
}

/** A keep-alive connection that has had its answer. */
async function idleConnection(port: string): Promise<Socket> {
  const socket = connect(Number(port), '127.0.0.1')
  socket.on('error', () => {})
  await once(socket, 'connect')
  socket.write('GET /health HTTP/1.1\r\nHost: house\r\n\r\n')
  await once(socket, 'data')
  return socket
}

test.group('Stopping the house', (group) => {
  let env: Record<string, string>
  let child: ChildProcess | undefined

  group.setup(async () => {
    env = await ownHouse('shutdown')
    await runToEnd([...NODE, 'ace.js', 'house:prepare'], env)
    return () => {
      for (const ending of ['', '-wal', '-shm']) rmSync(`${env.DB_FILE}${ending}`, { force: true })
    }
  })
  group.each.teardown(() => void child?.kill('SIGKILL'))
  group.each.timeout(60_000)

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    test(`${signal} ends the server within ten seconds, with requests in flight`, async ({ assert }) => {
      child = await startUntil('started HTTP server', [...NODE, 'bin/server.ts'], env)
      const sockets = [await unfinishedRequest(env.PORT), await idleConnection(env.PORT)]

      assert.isBelow(await secondsToStop(child, signal), LIMIT_IN_SECONDS)
      assert.equal(child.exitCode, 0)
      for (const socket of sockets) socket.destroy()
    })

    test(`${signal} ends a worker within ten seconds`, async ({ assert }) => {
      child = await startUntil('working, process', [...NODE, 'ace.js', 'work'], env)

      assert.isBelow(await secondsToStop(child, signal), LIMIT_IN_SECONDS)
      assert.equal(child.exitCode, 0)
    })
  }

  test('clients that were cut off do not keep the server alive', async ({ assert }) => {
    child = await startUntil('started HTTP server', [...NODE, 'bin/server.ts'], env)
    const sockets = await Promise.all(Array.from({ length: 20 }, () => unfinishedRequest(env.PORT)))
    const asked = Array.from({ length: 20 }, () => fetch(`http://127.0.0.1:${env.PORT}/sign-in`).catch(() => {}))
    for (const socket of sockets) socket.destroy()

    assert.isBelow(await secondsToStop(child, 'SIGTERM'), LIMIT_IN_SECONDS)
    assert.equal(child.exitCode, 0)
    await Promise.all(asked)
  })

  test('SIGTERM ends a worker of Bull within ten seconds', async ({ assert }) => {
    child = await startUntil('working, process', [...NODE, 'ace.js', 'work'], { ...env, QUEUE_DRIVER: 'bull' })

    assert.isBelow(await secondsToStop(child, 'SIGTERM'), LIMIT_IN_SECONDS)
    assert.equal(child.exitCode, 0)
  }).skip(!hasRedis, 'needs Redis: bin/services up redis')

  test('a second Ctrl-C does no harm', async ({ assert }) => {
    child = await startUntil('started HTTP server', [...NODE, 'bin/server.ts'], env)
    const socket = await unfinishedRequest(env.PORT)
    const stopped = secondsToStop(child, 'SIGINT')
    setTimeout(() => child?.kill('SIGINT'), 100)
    setTimeout(() => socket.destroy(), 200) // until then the server is alive to hear both

    assert.isBelow(await stopped, LIMIT_IN_SECONDS)
    assert.equal(child.exitCode, 0)
  })

  test('the launcher of `npm start` passes the signal on and leaves nothing behind', async ({ assert }) => {
    child = await startUntil('started HTTP server', ['bin/bootstrap.mjs', 'start'], { ...env, SKIP_INSTALL: '1' })

    assert.isBelow(await secondsToStop(child, 'SIGTERM'), LIMIT_IN_SECONDS)
    await assert.rejects(() => fetch(`http://127.0.0.1:${env.PORT}/health`))
  })
})
