import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import emitter from '@adonisjs/core/services/emitter'
import type { NextFn } from '@adonisjs/core/types/http'
import { Session } from '@adonisjs/session'
import KeptSessions from '@adonisjs/session/session_middleware'
import type { SessionConfig, SessionStoreContract, SessionStoreFactory } from '@adonisjs/session/types'

const FORGETFUL: SessionStoreContract = { read: () => null, write() {}, touch() {}, destroy() {} }
const CALL: SessionConfig = { enabled: true, cookieName: 'annexa-session', age: '1m', cookie: {} }

/** Keeps a session for whoever uses a browser. What comes to `/api/` is signed by itself and leaves none behind. */
@inject()
export default class SessionMiddleware {
  constructor(private kept: KeptSessions<Record<string, SessionStoreFactory>>) {}

  async handle(ctx: HttpContext, next: NextFn) {
    if (!ctx.request.url().startsWith('/api/')) return this.kept.handle(ctx, next)

    ctx.session = new Session(CALL, () => FORGETFUL, emitter, ctx)
    await ctx.session.initiate(false)
    return next()
  }
}
