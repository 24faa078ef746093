import env from '#start/env'
import { defineConfig } from '@adonisjs/shield'

const framedBy = (env.get('FRAME_ANCESTORS') ?? '').split(/[\s,]+/).filter(Boolean)

export default defineConfig({
  csp: {
    enabled: true,
    directives: {
      defaultSrc: [`'self'`],
      scriptSrc: [`'self'`],
      styleSrc: [`'self'`],
      imgSrc: [`'self'`, 'data:'],
      objectSrc: [`'none'`],
      baseUri: [`'self'`],
      formAction: [`'self'`],
      frameAncestors: [`'self'`, ...framedBy],
    },
    reportOnly: false,
  },
  csrf: {
    enabled: true,
    // the ERP posts its tickets here: each is signed, and good for one use
    exceptRoutes: (ctx) => ctx.request.url().startsWith('/api/') || ctx.request.url() === '/launch',
    enableXsrfCookie: false,
    methods: ['POST', 'PUT', 'PATCH', 'DELETE'],
  },
  // frame-ancestors above rules framing; X-Frame-Options cannot name an origin
  xFrame: { enabled: false },
  hsts: { enabled: env.get('COOKIE_SECURE') === true, maxAge: '180 days' },
  contentTypeSniffing: { enabled: true },
})
