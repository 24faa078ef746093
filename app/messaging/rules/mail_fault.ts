import type { DeliveryOutcome } from '#shared/outbox/kinds'

interface SmtpFault {
  code?: string
  responseCode?: number
  message?: string
}

/**
 * What a failure of the mail server means: a reply from 500 on is final for this mail, a
 * refused login waits for a person, everything else is tried again (RFC 5321, 4.2.1).
 */
export function mailFault(error: unknown): DeliveryOutcome {
  const { code, responseCode = 0, message = String(error) } = (rootOf(error) ?? {}) as SmtpFault
  const sentence = message.slice(0, 500)

  if (code === 'EAUTH') return { outcome: 'blocked', problem: { code: 'mail_login', sentence } }
  if (responseCode >= 500) return { outcome: 'refused', problem: { code: 'mail_refused', sentence } }
  return { outcome: 'unavailable', problem: { code: 'mail_server_away', sentence } }
}

/** The mail library wraps what the server said. */
function rootOf(error: unknown): unknown {
  const cause = (error as { cause?: unknown } | null)?.cause
  return cause ?? error
}
