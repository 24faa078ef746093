import type { HttpContext } from '@adonisjs/core/http'
import { unpolyRequest } from '#shared/shell/up'
import { shareWithView } from '#shared/presentation/share_with_view'

/** Shows the page of a failure, inside the shell when the person is signed in. */
export async function showPage(ctx: HttpContext, status: number, state: Record<string, unknown> = {}) {
  if (!ctx.i18n) shareWithView(ctx)
  ctx.view.share({ up: ctx.up ?? unpolyRequest(ctx) })

  const page = [403, 404, 409, 419, 422, 429, 500].includes(status) ? status : 500
  const rendering = ctx.view.render(`pages/errors/${page === 409 ? 'conflict' : 'failure'}`, {
    status: page,
    layout: ctx.actor ? 'components/layout/app' : 'components/layout/bare',
    input: ctx.request.original(),
    ...state,
  })
  // a page that cannot be drawn must not hide the failure behind another one
  const html = await rendering.catch((error: unknown) => {
    ctx.logger.error({ err: error }, 'The page of a failure could not be drawn')
    return `<!DOCTYPE html><title>${page}</title><p>${page}</p>`
  })
  return ctx.response.status(status).type('html').send(html)
}
