import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { assert } from '@japa/assert'
import { apiClient } from '@japa/api-client'
import { pluginAdonisJS } from '@japa/plugin-adonisjs'
import { authApiClient } from '@adonisjs/auth/plugins/api_client'
import { sessionApiClient } from '@adonisjs/session/plugins/api_client'
import { shieldApiClient } from '@adonisjs/shield/plugins/api_client'
import type { Config } from '@japa/runner/types'
import { browserPlugins } from '#tests/support/browser'
import { freshTestDatabase } from '#tests/support/test_database'

export const plugins: Config['plugins'] = [
  assert(),
  apiClient(),
  pluginAdonisJS(app),
  sessionApiClient(app),
  shieldApiClient(),
  authApiClient(app),
  ...browserPlugins(),
]

const wantsDatabase = ['integration', 'functional', 'browser', 'architecture']
const wantsServer = ['functional', 'browser', 'architecture']

export const runnerHooks: Required<Pick<Config, 'setup' | 'teardown'>> = { setup: [], teardown: [] }

export const configureSuite: Config['configureSuite'] = (suite) => {
  if (wantsDatabase.includes(suite.name)) suite.setup(() => freshTestDatabase())
  if (wantsServer.includes(suite.name)) suite.setup(() => serve())
}

/** Serves until the suite ends. A browser may hold connections open that never asked for anything: they end with it. */
async function serve(): Promise<() => Promise<void>> {
  const close = await testUtils.httpServer().start()
  const server = await app.container.make('server')
  return async () => {
    const closing = close()
    server.getNodeServer()?.closeAllConnections()
    await closing
  }
}
