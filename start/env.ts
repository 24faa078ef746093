import { Env } from '@adonisjs/core/env'

/** Every variable the application reads, checked before anything else starts. */
export default await Env.create(new URL('../', import.meta.url), {
  NODE_ENV: Env.schema.enum(['development', 'production', 'test'] as const),
  HOST: Env.schema.string({ format: 'host' }),
  PORT: Env.schema.number(),
  APP_KEY: Env.schema.secret(),
  APP_URL: Env.schema.string({ format: 'url', tld: false }),
  LOG_LEVEL: Env.schema.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const),
  DEMO: Env.schema.boolean.optional(),
  COOKIE_SECURE: Env.schema.boolean.optional(),
  TRUSTED_PROXIES: Env.schema.string.optional(),
  FRAME_ANCESTORS: Env.schema.string.optional(),
  ERP_FILES_ROOTS: Env.schema.string.optional(),
  WEBHOOK_ALLOWED_HOSTS: Env.schema.string.optional(),
  METRICS_TOKEN: Env.schema.secret.optional(),

  DB_CONNECTION: Env.schema.enum.optional(['sqlite', 'mysql'] as const),
  DB_FILE: Env.schema.string.optional(),
  DB_HOST: Env.schema.string.optional({ format: 'host' }),
  DB_PORT: Env.schema.number.optional(),
  DB_USER: Env.schema.string.optional(),
  DB_PASSWORD: Env.schema.string.optional(),
  DB_DATABASE: Env.schema.string.optional(),
  DB_POOL_MAX: Env.schema.number.optional(),

  QUEUE_IN_WEB: Env.schema.boolean.optional(),
  QUEUE_DRIVER: Env.schema.enum.optional(['embedded', 'bull'] as const),
  REDIS_HOST: Env.schema.string.optional({ format: 'host' }),
  REDIS_PORT: Env.schema.number.optional(),
  REDIS_PASSWORD: Env.schema.string.optional(),

  MAIL_FROM: Env.schema.string.optional(),
  SMTP_HOST: Env.schema.string.optional({ format: 'host' }),
  SMTP_PORT: Env.schema.number.optional(),
  SMTP_USERNAME: Env.schema.string.optional(),
  SMTP_PASSWORD: Env.schema.string.optional(),
})
