import env from '#start/env'
import app from '@adonisjs/core/services/app'
import { defineConfig } from '@adonisjs/lucid'

const migrations = { naturalSort: true, paths: ['database/migrations'] }
const schemaGeneration = { enabled: false }

export default defineConfig({
  connection: env.get('DB_CONNECTION', 'sqlite'),
  prettyPrintDebugQueries: true,
  connections: {
    sqlite: {
      client: 'better-sqlite3',
      connection: { filename: app.makePath(env.get('DB_FILE', 'tmp/annexa.sqlite3')) },
      useNullAsDefault: true,
      pool: {
        afterCreate(connection: { pragma(text: string): unknown }, done: (error: Error | null, c: unknown) => void) {
          for (const pragma of ['foreign_keys = on', 'journal_mode = wal', 'synchronous = normal', 'busy_timeout = 5000']) connection.pragma(pragma)
          done(null, connection)
        },
      },
      migrations,
      schemaGeneration,
    },
    mysql: {
      client: 'mysql2',
      connection: {
        host: env.get('DB_HOST', '127.0.0.1'),
        port: env.get('DB_PORT', 3306),
        user: env.get('DB_USER', 'annexa'),
        password: env.get('DB_PASSWORD', ''),
        database: env.get('DB_DATABASE', 'annexa'),
        charset: 'utf8mb4',
        timezone: 'Z',
        dateStrings: true,
      },
      pool: { min: 0, max: env.get('DB_POOL_MAX', 12) },
      migrations,
      schemaGeneration,
    },
  },
})
