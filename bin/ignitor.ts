import 'reflect-metadata'
import { Ignitor } from '@adonisjs/core'

/** One place that describes how the application starts; used by server, console and test. */
const root = new URL('../', import.meta.url)
const SHUTDOWN_LIMIT_IN_MS = 8000

export const makeIgnitor = () =>
  new Ignitor(root, {
    importer: (path) => import(/^\.\.?\//.test(path) ? new URL(path, root).href : path),
  }).tap((app) => {
    app.booting(async () => void (await import('#start/env')))
    const stop = async () => {
      // an aborted client can keep server.close() waiting for ever: bound the shutdown
      setTimeout(() => process.exit(0), SHUTDOWN_LIMIT_IN_MS).unref()
      await app.terminate()
    }
    app.listen('SIGTERM', stop)
    app.listen('SIGINT', stop)
  })
