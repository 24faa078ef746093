import type { HttpContext } from '@adonisjs/core/http'
import { unpolyRequest } from '#shared/shell/up'
import { showPage } from '#exceptions/show_page'

interface Complaint {
  /** Sentences by field name. */
  errors: Record<string, string[]>
  /** One sentence for the whole form. */
  summary?: string
}

const NEVER_KEPT = ['_csrf', '_method', 'password', 'password_confirmation', 'current_password', 'secret']

/**
 * Sends the person back to the form with what was typed and what is wrong. Without a page
 * to go back to, the sentence gets a page of its own.
 */
export function showFormAgain(ctx: HttpContext, { errors, summary }: Complaint, status = 422) {
  const { request, response, session } = ctx
  const up = ctx.up ?? unpolyRequest(ctx)
  const back = pageBefore(request.header('x-annexa-location') ?? request.header('referer'), ctx)
  if (!back || !session || request.method() === 'GET') return showPage(ctx, status, { reason: summary })

  const noticed = up.validates.length > 0 ? pick(errors, up.validates) : errors
  session.flashExcept(NEVER_KEPT)
  session.flash('inputErrorsBag', noticed)
  if (summary && up.validates.length === 0) session.flash('error', summary)
  response.header('X-Annexa-Shown-Again', '1')
  return response.redirect().status(303).toPath(back)
}

/** The path to return to, when it is one of ours and not the address that refused. */
function pageBefore(address: string | undefined, { request }: HttpContext): string | null {
  if (!address) return null
  const here = `${request.protocol()}://${request.host()}`
  const url = URL.canParse(address, here) ? new URL(address, here) : null
  return url && url.host === request.host() ? `${url.pathname}${url.search}` : null
}

function pick(errors: Record<string, string[]>, names: string[]): Record<string, string[]> {
  return Object.fromEntries(Object.entries(errors).filter(([name]) => names.includes(name)))
}
