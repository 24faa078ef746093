import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { turnsRound } from '#tests/scenarios/ring'
import { ownQueue } from '#tests/support/bell'
import TrytonOffice from '#tests/support/offices/tryton_office'
import { hasTryton, WITHOUT_TRYTON } from '#tests/support/tryton/tryton_server'

test.group('The ring on Tryton', (group) => {
  group.tap((one) => one.skip(async () => !(await hasTryton()), WITHOUT_TRYTON))
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => ownQueue().restore)

  test('turns from the sale to the credit note, to the cent', async ({ assert }) => {
    const office = new TrytonOffice()
    await turnsRound(office, assert).finally(() => office.close())
  }).timeout(180_000)
})
