import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import type { LaunchedFrom } from '#erp/own_window'
import { shownRecord } from '#erp/queries/shown_record'
import { trustedFrames } from '#erp/queries/trusted_frames'
import { framedBy } from '#erp/rules/frame_origins'

const POLICY = 'Content-Security-Policy'

/** Pages on which nobody is known yet, so that any connected ERP may frame them. */
const ENTRANCES = /^\/(launch|sign-in|oidc)(\/|$)/

/**
 * Lets the pages of the ERP that opened this session show ours in a frame, and tells the
 * layout where the session came from and which of the ERP's records a framed page is about.
 */
export default class FrameMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const launched = ctx.session?.get('launch') as LaunchedFrom | undefined
    ctx.view.share({ launched })
    if (launched) await this.tellFrame(ctx, launched)
    else if (ENTRANCES.test(ctx.request.url())) await this.allow(ctx, await trustedFrames())
    await next()

    // the answer to a ticket goes to the frame that sent it
    const opened = ctx.session?.get('launch') as LaunchedFrom | undefined
    if (opened && !launched) await this.allow(ctx, await trustedFrames(opened.connectionId))
  }

  private async tellFrame(ctx: HttpContext, { connectionId, embedded }: LaunchedFrom) {
    const frameOrigins = await trustedFrames(connectionId)
    await this.allow(ctx, frameOrigins)
    if (!embedded || ctx.request.method() !== 'GET') return

    ctx.view.share({ frameOrigins, shown: await shownRecord(connectionId, ctx.request.url()) })
  }

  private async allow({ response }: HttpContext, origins: string[]) {
    const policy = response.getHeader(POLICY)
    if (typeof policy === 'string') response.header(POLICY, framedBy(policy, origins))
  }
}
