import app from '@adonisjs/core/services/app'
import { worksInWeb } from '#config/queue'
import { startWorking } from '#shared/queue/working'
import schedules from '#start/scheduler'

/** With the embedded queue the web process does the work too, once it answers requests. */
if (worksInWeb) await app.ready(() => startWorking(app, schedules))
