import { mock } from 'node:test'
import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import MakeSandboxKey from '#erp/actions/make_sandbox_key'
import { beginSession, isSession, SESSION_IN_S } from '#erp/connectors/sandbox/api/api_access'

test.group('Session of the sandbox’s interface', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('lasts as many seconds as it says, and not longer', async ({ assert }) => {
    const session = (await beginSession('annexa', await new MakeSandboxKey().handle('annexa')))!
    const isGoodAfter = (seconds: number) => {
      mock.timers.enable({ apis: ['Date'], now: Date.now() + seconds * 1000 })
      const isGood = isSession(session)
      mock.timers.reset()
      return isGood
    }
    assert.isTrue(isGoodAfter(SESSION_IN_S - 30))
    assert.isFalse(isGoodAfter(SESSION_IN_S + 30))
  })
})
