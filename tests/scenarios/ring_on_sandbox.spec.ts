import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { turnsRound } from '#tests/scenarios/ring'
import { ownQueue } from '#tests/support/bell'
import SandboxOffice from '#tests/support/offices/sandbox_office'

test.group('The ring on the sandbox ERP', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => ownQueue().restore)

  test('turns from the sale to the credit note, to the cent', async ({ assert }) => {
    const office = new SandboxOffice()
    await turnsRound(office, assert).finally(() => office.close())
  }).timeout(60_000)
})
