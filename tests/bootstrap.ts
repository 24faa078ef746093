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
  if (wantsServer.includes(suite.name)) suite.setup(() => testUtils.httpServer().start())
}
