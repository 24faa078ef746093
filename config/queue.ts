import env from '#start/env'

export const driver = env.get('QUEUE_DRIVER', 'embedded')

export const redis = {
  host: env.get('REDIS_HOST', '127.0.0.1'),
  port: env.get('REDIS_PORT', 6379),
  password: env.get('REDIS_PASSWORD'),
}
