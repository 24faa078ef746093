import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const READY_WITHIN_MS = 40_000

/** What the processes of one test share: a database of their own and, for the server, a port nobody has. */
export async function ownHouse(name: string) {
  return {
    NODE_ENV: 'development',
    APP_KEY: 'a-key-of-this-test-alone-0123456789',
    DB_CONNECTION: 'sqlite',
    DB_FILE: `tmp/test-${name}.sqlite3`,
    QUEUE_DRIVER: 'embedded',
    DEMO: 'false',
    LOG_LEVEL: 'info',
    HOST: '127.0.0.1',
    PORT: String(await freePort()),
    APP_URL: 'http://127.0.0.1',
  }
}

/** Starts a process of this application and waits until its output holds `sign`. */
export async function startUntil(sign: string, args: string[], env: Record<string, string>, command = process.execPath) {
  const child = spawn(command, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stdout.on('data', (chunk) => (said += chunk))
  child.stderr.on('data', (chunk) => (said += chunk))

  const until = Date.now() + READY_WITHIN_MS
  while (!said.includes(sign)) {
    if (child.exitCode !== null || Date.now() > until) {
      child.kill('SIGKILL')
      throw new Error(`${args.join(' ')} never said "${sign}":\n${said}`)
    }
    await sleep(50)
  }
  return child
}

/** Runs a command of this application to its end. */
export async function runToEnd(args: string[], env: Record<string, string>): Promise<number | null> {
  const child = spawn(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio: 'ignore' })
  const [code] = await once(child, 'exit')
  return code
}

/** Seconds until the process ended after it was told to. */
export async function secondsToStop(child: ChildProcess, signal: NodeJS.Signals): Promise<number> {
  const ended = once(child, 'exit')
  const began = performance.now()
  child.kill(signal)
  await ended
  return (performance.now() - began) / 1000
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
