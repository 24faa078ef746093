import { finished } from 'node:stream/promises'
import { ExceptionHandler, type HttpContext } from '@adonisjs/core/http'
import { DomainError } from '#shared/errors/domain_error'
import { Conflict } from '#shared/errors/conflict'
import { Forbidden } from '#shared/errors/forbidden'
import { shareWithView } from '#shared/presentation/share_with_view'
import { answerJson, wantsJson } from '#exceptions/answer_json'
import { showFormAgain } from '#exceptions/show_form_again'
import { showPage } from '#exceptions/show_page'

const LONGEST_REST_MS = 15_000

interface Failure {
  status?: number
  code?: string
  message: string
  messages?: { field: string; message: string; rule: string }[]
}

/** One place that turns every failure into a page, a form shown again, or JSON. */
export default class Handler extends ExceptionHandler {
  protected ignoreCodes = [
    'E_ROW_NOT_FOUND',
    'E_FORBIDDEN',
    'E_CONFLICT',
    'E_BAD_CSRF_TOKEN',
    'E_ONLY_CHECKED',
    'E_ROUTE_NOT_FOUND',
  ]

  async handle(error: unknown, ctx: HttpContext) {
    const failure = this.toHttpError(error) as Failure
    if (failure.code === 'E_ROW_NOT_FOUND') failure.status = 404
    if (failure.code === 'E_BAD_CSRF_TOKEN') failure.status = 419

    if (wantsJson(ctx)) return answerJson(failure, ctx)
    if (failure.code === 'E_ONLY_CHECKED') return showFormAgain(ctx, { errors: {} })
    if (failure.code === 'E_VALIDATION_ERROR') return this.showErrors(failure, ctx)
    if (error instanceof DomainError) return this.refuse(error, ctx)
    if (failure.status === 419) return this.renewForm(ctx)
    if (error instanceof Conflict) return showPage(ctx, 409, { theirs: error.theirs, ours: error.ours, names: error.names })
    if (error instanceof Forbidden) return showPage(ctx, 403, { needed: error.needed })
    if (failure.status === 403 || failure.status === 404 || failure.status === 429) return showPage(ctx, failure.status)
    if (failure.status === 413) return this.refuseSize(ctx)
    if (!failure.status || failure.status >= 500) return this.fail(error, ctx)

    return super.handle(error, ctx)
  }

  private showErrors(failure: Failure, ctx: HttpContext) {
    const errors: Record<string, string[]> = {}
    for (const { field, message } of failure.messages ?? []) (errors[field] ??= []).push(message)
    return showFormAgain(ctx, {
      errors,
      summary: ctx.i18n.t('errors.check_fields', { count: Object.keys(errors).length }),
    })
  }

  private refuse(error: DomainError, ctx: HttpContext) {
    const sentence = ctx.i18n?.t(error.key, error.values, error.message) ?? error.message
    return showFormAgain(ctx, { errors: error.field ? { [error.field]: [sentence] } : {}, summary: sentence })
  }

  /**
   * The body is read before anything else, so nothing is known of the person yet. The rest of it
   * is let through first: who still sends when the answer ends the connection does not read it.
   */
  private async refuseSize(ctx: HttpContext) {
    await finished(ctx.request.request.resume(), { signal: AbortSignal.timeout(LONGEST_REST_MS) }).catch(() => {})
    if (!ctx.i18n) shareWithView(ctx)
    return showPage(ctx, 422, { reason: ctx.i18n.t('errors.too_large') })
  }

  private renewForm(ctx: HttpContext) {
    return showFormAgain(ctx, { errors: {}, summary: ctx.i18n.t('errors.expired_form') }, 419)
  }

  private fail(error: unknown, ctx: HttpContext) {
    const detail = this.debug ? String((error as Error).stack ?? error) : null
    return showPage(ctx, 500, { requestId: ctx.request.id(), detail })
  }
}
