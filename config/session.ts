import env from '#start/env'
import { defineConfig, stores } from '@adonisjs/session'

export default defineConfig({
  enabled: true,
  cookieName: 'annexa-session',
  clearWithBrowser: false,
  age: '12h',
  cookie: {
    path: '/',
    httpOnly: true,
    secure: env.get('COOKIE_SECURE') === true,
    sameSite: env.get('COOKIE_SECURE') === true ? 'none' : 'lax',
    partitioned: env.get('COOKIE_SECURE') === true,
  },
  store: env.get('NODE_ENV') === 'test' ? 'memory' : 'database',
  stores: {
    cookie: stores.cookie(),
    database: stores.database({ tableName: 'sessions' }),
  },
})
