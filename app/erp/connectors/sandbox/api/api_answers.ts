import { setTimeout as pause } from 'node:timers/promises'
import type { HttpContext } from '@adonisjs/core/http'
import { isSession } from '#erp/connectors/sandbox/api/api_access'
import { faultsFor, type FaultOperation } from '#erp/connectors/sandbox/api/api_faults'
import ErpRefused from '#erp/errors/erp_refused'

/** Seconds by which the sandbox's clock is wrong. */
export interface Wrong {
  skewSeconds: number
}

type Work = (wrong: Wrong) => Promise<unknown>

/** An answer that carries its own status. */
export class ApiAnswer {
  constructor(
    readonly status: number,
    readonly body: unknown
  ) {}
}

export const failed = (code: string, text: string) => ({ ok: false, error: { code, text } })

/** How one face of the interface, REST or SOAP, says what every call may come to. */
export interface Face {
  session(ctx: HttpContext): string | undefined
  sessionEnded: ApiAnswer
  tooMany: ApiAnswer
  refused(error: ErpRefused): unknown
}

const REST: Face = {
  session: ({ request }) => request.header('x-session'),
  sessionEnded: new ApiAnswer(200, failed('SESSION', 'The session has ended')),
  tooMany: new ApiAnswer(429, failed('RATE', 'Too many calls')),
  refused: ({ code, sentence }) => failed(code.toUpperCase(), sentence),
}

/**
 * Answers a call of the sandbox's interface, with the faults that are switched on. Refusals
 * come with status 200, as in many an ERP: `ok` tells.
 */
export async function answered(ctx: HttpContext, operation: FaultOperation, work: Work, face = REST): Promise<unknown> {
  const { response } = ctx
  if (!isSession(face.session(ctx))) return sent(ctx, face.sessionEnded)
  const faults = await faultsFor(operation)
  if (faults.has('expired_session')) return sent(ctx, face.sessionEnded)
  if (faults.has('too_many')) {
    response.header('retry-after', String(faults.get('too_many')))
    return sent(ctx, face.tooMany)
  }
  if (faults.has('server_error')) return html(ctx, 500, 'Internal error')
  if (faults.has('delay')) await pause(faults.get('delay'))
  if (faults.has('reorder')) await pause(Math.random() * faults.get('reorder')!)

  const wrong = { skewSeconds: faults.get('clock_skew') ?? 0 }
  const answer = await outcome(work, wrong, face)
  if (faults.has('duplicate')) await outcome(work, wrong, face)
  if (faults.has('lost_reply')) return void ctx.response.response.socket?.destroy()
  if (faults.has('rubbish')) return html(ctx, 200, 'The server is being looked after')
  if (answer instanceof ApiAnswer) return sent(ctx, answer)

  return answer
}

function sent({ response }: HttpContext, { status, body }: ApiAnswer) {
  return response.status(status).send(body)
}

function html({ response }: HttpContext, status: number, words: string) {
  return response.status(status).header('content-type', 'text/html').send(`<html><body><h1>${words}</h1></body></html>`)
}

async function outcome(work: Work, wrong: Wrong, face: Face): Promise<unknown> {
  try {
    return await work(wrong)
  } catch (error) {
    if (error instanceof ErpRefused) return face.refused(error)
    throw error
  }
}
