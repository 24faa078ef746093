import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { MigrationRunner } from '@adonisjs/lucid/migration'
import { inTime } from '#shared/house/in_time'
import { currentQueue } from '#shared/queue/queue'

export interface Readiness {
  isReady: boolean
  database: boolean
  /** Whether the tables are those of this version; false while migrations are pending. */
  migrations: boolean
  queue: boolean
  /** Whether the process is about to end. */
  stopping: boolean
}

let areMigrated = false
let isStopping = false

app.terminating(() => void (isStopping = true))

/** Whether requests may be sent to this process. Answers within a few seconds, whatever is away. */
export async function readiness(): Promise<Readiness> {
  const database = (await inTime(db.rawQuery('select 1'))) !== null
  const migrations = database && (areMigrated || (await inTime(allMigrated())) === true)
  const queue = database && (await inTime(currentQueue().figures())) !== null

  return { isReady: database && migrations && queue && !isStopping, database, migrations, queue, stopping: isStopping }
}

/** Migrations only ever get fewer while a process runs, so one good answer is enough. */
async function allMigrated(): Promise<boolean> {
  const runner = new MigrationRunner(await app.container.make('lucid.db'), app, { direction: 'up', disableLocks: true })
  const list = await runner.getList()
  areMigrated = list.every(({ status }) => status !== 'pending')
  return areMigrated
}
