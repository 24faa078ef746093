import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { unpolyRequest } from '#shared/shell/up'
import { OnlyChecked } from '#shared/shell/only_checked'

const VARY = ['X-Up-Mode', 'X-Up-Target', 'X-Up-Version', 'X-Up-Validate']
const READS = ['GET', 'HEAD', 'OPTIONS']

export default class UnpolyMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    ctx.up = unpolyRequest(ctx)
    ctx.view.share({ up: ctx.up })
    if (ctx.up.validates.length > 0) this.onlyCheck(ctx)

    await next()

    const { request, response } = ctx
    if (request.url().startsWith('/api/')) return
    for (const header of VARY) response.vary(header)
    response.header('Cache-Control', 'no-store')
    if (READS.includes(request.method())) this.markPageWithErrors(ctx)
    else this.answerChange(ctx)
  }

  /** A field is checked while the person types: the controller's validator runs and nothing after it. */
  private onlyCheck({ request }: HttpContext) {
    const validateUsing = request.validateUsing.bind(request) as (...args: unknown[]) => Promise<unknown>
    const check = async (...args: unknown[]) => {
      await validateUsing(...args)
      throw new OnlyChecked('Checked, not saved')
    }
    request.validateUsing = check as unknown as typeof request.validateUsing
  }

  /** A form shown again with errors answers 422, so that a drawer keeps it. */
  private markPageWithErrors({ session, response }: HttpContext) {
    if (response.getStatus() === 200 && session?.flashMessages.has('inputErrorsBag')) response.status(422)
  }

  /** A saved form redirects with 303; from a drawer it closes the drawer and the page below follows. */
  private answerChange({ up, response }: HttpContext) {
    const location = response.getHeader('location')
    if (!location || response.getStatus() < 300 || response.getStatus() >= 400) return
    if (!up.isOverlay || up.staysOpen || response.getHeader('x-annexa-shown-again')) {
      response.status(303)
      return
    }
    response.removeHeader('location')
    response.header('X-Up-Accept-Layer', JSON.stringify({ location }))
    response.status(204).send('')
  }
}
