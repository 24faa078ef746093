import env from '#start/env'

/** Hosts that webhooks may reach although they are not on the public internet, and without TLS. */
export const allowedHosts = env.get('WEBHOOK_ALLOWED_HOSTS', '').split(/[\s,]+/).filter(Boolean).map((host) => host.toLowerCase())
