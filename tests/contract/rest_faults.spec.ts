import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { todayIn } from '#shared/clock'
import RestConnector from '#erp/connectors/configured/rest_connector'
import { fillSandboxWorld } from '#erp/connectors/sandbox/sandbox_world'
import { openSandboxApi, presetMapping } from '#tests/support/sandbox_api'
import { survivesFaults } from '#tests/contract/sandbox_faults'

test.group('Faults of an ERP over REST', (group) => {
  let connector: RestConnector

  group.setup(() => testUtils.httpServer().start())
  group.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.setup(async () => {
    await db.transaction((trx) => fillSandboxWorld(trx, todayIn('Europe/Madrid')))
    connector = new RestConnector(await openSandboxApi(), presetMapping('sandbox_rest'))
    await connector.describe()
  })
  group.each.setup(async () => {
    await db.from('sandbox_faults').delete()
  })
  group.teardown(() => connector.close())

  survivesFaults(() => connector)
})
