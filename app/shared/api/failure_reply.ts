import { reply, type Reply } from '#shared/api/reply'
import { Conflict } from '#shared/errors/conflict'
import { DomainError } from '#shared/errors/domain_error'

interface Failure {
  status?: number
  code?: string
  message: string
  messages?: { field: string; message: string; rule: string }[]
}

/** `{ errors: [{ code, message, field? }] }` with the status of a failure, or null for a bug, which says nothing about itself. */
export function failureReply(error: unknown): Reply | null {
  const failure = error as Failure
  if (failure.messages) {
    return reply(422, { errors: failure.messages.map(({ field, message, rule }) => ({ code: rule, message, field })) })
  }
  const status = failure.code === 'E_ROW_NOT_FOUND' ? 404 : (failure.status ?? 500)
  if (status >= 500) return null

  const said: Record<string, unknown> = { code: failure.code ?? 'E_FAILED', message: failure.message }
  if (failure instanceof DomainError && failure.field) said.field = failure.field
  if (failure instanceof Conflict) Object.assign(said, { theirs: failure.theirs, ours: failure.ours })
  return reply(status, { errors: [said] })
}
