import { rmSync } from 'node:fs'
import type { ChildProcess } from 'node:child_process'
import app from '@adonisjs/core/services/app'
import { DatabaseSync } from 'node:sqlite'
import { test } from '@japa/runner'
import { ownHouse, startUntil } from '#tests/support/spawned_house'

const SERVE = ['--no-warnings', '--import=@poppinss/ts-exec', 'bin/server.ts']

test.group('The first start', (group) => {
  let child: ChildProcess | undefined
  group.each.teardown(() => void child?.kill('SIGKILL'))

  test('shows the whole ring of the demo company before the first page is asked for', async ({ assert, cleanup }) => {
    const env = await ownHouse('first_start')
    cleanup(() => ['', '-wal', '-shm'].forEach((ending) => rmSync(`${env.DB_FILE}${ending}`, { force: true })))
    child = await startUntil('started HTTP server', SERVE, { ...env, NODE_ENV: 'development', LOG_LEVEL: 'info', DEMO: 'true', PREPARE: 'true' })

    const house = new DatabaseSync(app.makePath(env.DB_FILE), { readOnly: true })
    cleanup(() => void house.close())
    const count = (from: string) => (house.prepare(`select count(*) as count from ${from}`).get() as { count: number }).count
    assert.isAbove(count('companies'), 30)
    assert.isAbove(count('installed_items'), 100)
    assert.isAbove(count("service_contracts where status = 'active'"), 20)
    assert.isAbove(count("invoices where status = 'posted' and erp_number is not null"), 10)
  }).timeout(60_000)
})
