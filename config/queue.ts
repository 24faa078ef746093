import env from '#start/env'

export const driver = env.get('QUEUE_DRIVER', 'embedded')

export const redis = {
  host: env.get('REDIS_HOST', '127.0.0.1'),
  port: env.get('REDIS_PORT', 6379),
  password: env.get('REDIS_PASSWORD'),
}

/** Whether web processes also take jobs; with the embedded driver they always do. */
export const worksInWeb = driver === 'embedded' || env.get('QUEUE_IN_WEB') === true
