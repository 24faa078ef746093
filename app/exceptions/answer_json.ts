import type { HttpContext } from '@adonisjs/core/http'
import { failureReply } from '#shared/api/failure_reply'

interface Failure {
  status?: number
  code?: string
  message: string
}

/** Programs that call the API, or ask for JSON, are answered in JSON. */
export function wantsJson({ request }: HttpContext): boolean {
  return request.url().startsWith('/api/') || request.accepts(['html', 'json']) === 'json'
}

/** `{ errors: [{ code, message, field? }] }` with the status of the failure; a bug says nothing about itself. */
export function answerJson(failure: Failure, { request, response }: HttpContext) {
  if (failure.code === 'E_ONLY_CHECKED') return response.status(200).send({ errors: [] })

  const known = failureReply(failure)
  if (known) return response.status(known.status).send(known.body)

  const error = {
    code: failure.code ?? 'E_INTERNAL',
    message: 'Something failed on our side',
    request_id: request.id(),
  }
  return response.status(failure.status ?? 500).send({ errors: [error] })
}
