import env from '#start/env'
import app from '@adonisjs/core/services/app'
import { defineConfig, targets } from '@adonisjs/core/logger'

const logger = defineConfig({
  default: 'app',
  loggers: {
    app: {
      enabled: true,
      name: 'annexa',
      level: env.get('LOG_LEVEL'),
      redact: { paths: ['password', '*.password', 'token', '*.token', 'authorization', '*.authorization'] },
      transport: {
        targets: targets()
          .pushIf(!app.inProduction, targets.pretty({ destination: 2 } as never))
          .pushIf(app.inProduction, targets.file({ destination: 1 }))
          .toArray(),
      },
    },
  },
})
export default logger

declare module '@adonisjs/core/types' {
  export interface LoggersList extends InferLoggers<typeof logger> {}
}
import type { InferLoggers } from '@adonisjs/core/types'
