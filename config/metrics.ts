import env from '#start/env'

/** What a monitor says to read `/metrics`; without it there are none. */
export const metricsToken = env.get('METRICS_TOKEN')?.release()
