import { makeIgnitor } from '../../bin/ignitor.js'

/** Boots the house of a script that measures it. Whatever needs the house is imported afterwards. */
export async function bootHouse() {
  process.env.NODE_ENV ??= 'production'
  const app = makeIgnitor().createApp('console')
  await app.init()
  await app.boot()
  await app.start(() => {})

  return app
}

/** Builds the database anew. @throws {Error} when its name does not say that it may be emptied */
export async function emptyDatabase(): Promise<void> {
  const { default: db } = await import('@adonisjs/lucid/services/db')
  const { default: ace } = await import('@adonisjs/core/services/ace')
  const { database, filename } = (db.getRawConnection(db.primaryConnectionName)!.config as any).connection
  const name = String(database ?? filename)
  if (!/_bench(\.sqlite3)?$/.test(name)) throw new Error(`This empties its database: ${name} does not end in _bench`)

  const { log, error } = console
  Object.assign(console, { log: () => {}, error: () => {} })
  await ace.exec('migration:fresh', ['--force'])
  Object.assign(console, { log, error })
}
