import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { todayIn } from '#shared/clock'
import { fillSandboxWorld } from '#erp/connectors/sandbox/sandbox_world'
import ErpConnection from '#erp/models/erp_connection'
import type User from '#identity/models/user'
import { personWithRole } from '#tests/support/people'
import { openSandboxApi } from '#tests/support/sandbox_api'
import { hasTryton, TRYTON, WITHOUT_TRYTON } from '#tests/support/tryton/tryton_server'

const NOBODY = 'http://127.0.0.1:9'
const HABITS = { name: 'Wrong', overlap_minutes: '15', full_every_days: '7' }

type Case = { kind: string; what: string; more: Record<string, string>; field: string }
const both = (what: string, more: Record<string, string>, field: string): Case[] => ['rest', 'soap'].map((kind) => ({ kind, what, more, field }))

test.group('Wrong settings', (group) => {
  let admin: User

  group.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.setup(async () => {
    await db.transaction((trx) => fillSandboxWorld(trx, todayIn('Europe/Madrid')))
    admin = await personWithRole('administrator')
  })

  test('{kind}: {what} is said at its field before anything is saved')
    .with([
      ...both('a wrong password', { setting_password: 'wrong' }, 'setting_password'),
      ...both('a user nobody knows', { setting_username: 'nobody' }, 'setting_password'),
      ...both('an address where nobody answers', { setting_url: NOBODY }, 'setting_url'),
      ...both('an address of something else', { setting_url: 'SIGN_IN' }, 'setting_url'),
      ...both('a mapping that is not there', { setting_preset: 'no_such' }, 'setting_preset'),
    ])
    .run(async ({ assert, client }, { kind, more, field }) => {
      const { url, username, password } = await openSandboxApi(kind as 'rest')
      const elsewhere = more.setting_url === 'SIGN_IN' ? { setting_url: `${new URL(url).origin}/sign-in` } : {}
      const settings = { setting_url: url, setting_username: username, setting_password: password, setting_preset: `sandbox_${kind}`, setting_timeoutMs: '5000' }
      const answer = await client.post('/erp/connections').loginAs(admin).form({ ...HABITS, kind, ...settings, ...more, ...elsewhere }).header('accept', 'application/json').withCsrfToken()

      answer.assertStatus(422)
      assert.equal(answer.body().errors[0].field, field, answer.body().errors[0].message)
      assert.isAbove(answer.body().errors[0].message.length, 10)
      assert.isNull(await ErpConnection.findBy('name', 'Wrong'))
    })

  test('Tryton: {what} is said at its field before anything is saved')
    .with([
      { what: 'a wrong password', more: { setting_password: 'wrong' }, field: 'setting_password' },
      { what: 'a database that is not there', more: { setting_database: 'nowhere' }, field: 'setting_database' },
      { what: 'an address where nobody answers', more: { setting_url: NOBODY }, field: 'setting_url' },
    ] as { what: string; more: Record<string, string>; field: string }[])
    .skip(async () => !(await hasTryton()), WITHOUT_TRYTON)
    .run(async ({ assert, client }, { more, field }) => {
      const { url, database, username, password } = TRYTON
      const settings = { setting_url: url, setting_database: database, setting_username: `${more.setting_password ? `stranger-${Date.now()}` : username}`, setting_password: password, setting_timeoutMs: '5000' }
      const answer = await client.post('/erp/connections').loginAs(admin).form({ ...HABITS, kind: 'tryton', ...settings, ...more }).header('accept', 'application/json').withCsrfToken()

      answer.assertStatus(422)
      assert.equal(answer.body().errors[0].field, field, answer.body().errors[0].message)
      assert.isNull(await ErpConnection.findBy('name', 'Wrong'))
    })
})
