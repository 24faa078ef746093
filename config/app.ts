import env from '#start/env'
import { defineConfig } from '@adonisjs/core/http'
import { trustedProxies } from '#shared/network/trusted_proxies'

export const appUrl = env.get('APP_URL')

/** Demo people on the sign-in page and a demo company on first start; never in production. */
export const demo = env.get('DEMO') === true && env.get('NODE_ENV') !== 'production'

export const http = defineConfig({
  generateRequestId: true,
  allowMethodSpoofing: true,
  useAsyncLocalStorage: false,
  trustProxy: trustedProxies(env.get('TRUSTED_PROXIES')),
  redirect: { forwardQueryString: false },
  cookie: {
    path: '/',
    maxAge: '2h',
    httpOnly: true,
    secure: env.get('COOKIE_SECURE') === true,
    sameSite: 'lax',
  },
})
