import type { HttpContext } from '@adonisjs/core/http'
import { DomainError } from '#shared/errors/domain_error'
import { Conflict } from '#shared/errors/conflict'

interface Failure {
  status?: number
  code?: string
  message: string
  messages?: { field: string; message: string; rule: string }[]
}

/** Programs that call the API, or ask for JSON, are answered in JSON. */
export function wantsJson({ request }: HttpContext): boolean {
  return request.url().startsWith('/api/') || request.accepts(['html', 'json']) === 'json'
}

/** `{ errors: [{ code, message, field? }] }` with the status of the failure; a bug says nothing about itself. */
export function answerJson(failure: Failure, { request, response }: HttpContext) {
  const status = failure.status ?? 500
  if (failure.code === 'E_ONLY_CHECKED') return response.status(200).send({ errors: [] })
  if (failure.messages) {
    const errors = failure.messages.map(({ field, message, rule }) => ({ code: rule, message, field }))
    return response.status(422).send({ errors })
  }

  const code = failure.code ?? (status >= 500 ? 'E_INTERNAL' : 'E_FAILED')
  const message = status >= 500 ? 'Something failed on our side' : failure.message
  const error: Record<string, unknown> = { code, message }
  if (failure instanceof DomainError && failure.field) error.field = failure.field
  if (failure instanceof Conflict) Object.assign(error, { theirs: failure.theirs, ours: failure.ours })
  if (status >= 500) error.request_id = request.id()

  return response.status(status).send({ errors: [error] })
}
