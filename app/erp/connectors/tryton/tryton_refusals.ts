import ErpAccessDenied from '#erp/errors/erp_access_denied'
import ErpGibberish from '#erp/errors/erp_gibberish'
import ErpRefused, { type ErpRefusal } from '#erp/errors/erp_refused'
import ErpUnavailable from '#erp/errors/erp_unavailable'
import type { ErpError } from '#erp/errors/erp_error'

/** Tryton wants a person to confirm something; to accept, its code is recorded and the call repeated. */
export class TrytonWarning extends ErpRefused {
  constructor(
    readonly warning: string,
    sentence: string
  ) {
    super('other', sentence)
  }
}

/**
 * Sentences of Tryton 6.0 in English and in Spanish; its Romanian leaves these in English. In
 * another language the code is `other` and only the sentence speaks.
 */
const CODES: [RegExp, ErpRefusal][] = [
  [/create a period|period .*closed|fiscal ?year|crear un per[ií]odo|per[ií]odo .*cerrado|ejercicio fiscal|an(ul)? fiscal|perioad[aă] .*închis/i, 'period_closed'],
  [/accounting date after|fecha efectiva posterior/i, 'date_order'],
  [/number of digits/i, 'other'],
]

/**
 * What an `error` array of Tryton's JSON-RPC means. While reading, a refusal can only be a
 * missing right: Tryton validates nothing then.
 */
export function refusalOf(error: unknown[], effect: 'reads' | 'writes'): ErpError {
  const [kind, detail] = error as [string, unknown]
  const text = String(Array.isArray(detail) ? detail[0] : (detail ?? ''))

  if (kind === 'UserError') {
    const denied = effect === 'reads' || /^You are not allowed to|is not allowed/i.test(text)
    return denied ? new ErpAccessDenied(text) : new ErpRefused(codeOf(text), text)
  }
  if (kind === 'UserWarning') return new TrytonWarning(text, String((detail as unknown[])[1] ?? ''))
  if (kind === 'ConcurrencyException') return new ErpUnavailable(`Lock: ${text}`)
  if (kind === 'LoginException') return new ErpAccessDenied('The ERP asks this user for more than a password')
  if (/could not (obtain lock|serialize access)|deadlock detected|database is locked/.test(kind)) {
    return new ErpUnavailable('Lock: another transaction of the ERP is in the way', 5)
  }

  return new ErpGibberish(`The ERP failed inside: ${String(kind).slice(0, 200)}`)
}

/** The warning to accept when that is what the error is. */
export function warningOf(error: unknown): TrytonWarning | null {
  return error instanceof TrytonWarning ? error : null
}

function codeOf(text: string): ErpRefusal {
  return CODES.find(([pattern]) => pattern.test(text))?.[1] ?? 'other'
}
