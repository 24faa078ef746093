import ace from '@adonisjs/core/services/ace'
import db from '@adonisjs/lucid/services/db'

/**
 * Empties and migrates the test database and loads the reference data. Each suite begins
 * with it; a test that cannot be rolled back, since other processes take part, ends with it.
 */
export async function freshTestDatabase(): Promise<void> {
  assertTestDatabase()
  await run('db:wipe', ['--force'])
  await run('migration:run', ['--force', '--disable-locks', '--compact-output'])

  const { seedReference } = await import('#database/seeders/reference')
  await seedReference()
}

async function run(name: string, args: string[]) {
  const command = await ace.exec(name, args)
  if (command.exitCode) throw new Error(`The test database could not be prepared: ${name} failed`)
}

/** Tests empty their database, so they refuse one that is not named as a test database. */
function assertTestDatabase() {
  const settings = db.getRawConnection(db.primaryConnectionName)!.config.connection as Record<string, string>
  const name = settings.database ?? settings.filename
  if (!/test/.test(name)) throw new Error(`Tests run only on a database whose name says so, not on ${name}`)
}
