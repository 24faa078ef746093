import type { DeliveryOutcome } from '#shared/outbox/kinds'
import { isLastDelivery } from '#erp/rules/webhook_waits'

export interface AnsweredWebhook {
  status: number | null
  fault: string | null
  retryAfterSeconds: number
}

/**
 * What an answer means for a message: any 2xx is a success, 410 ends the endpoint, and
 * everything else, redirects too, is tried again until the last pause has passed.
 *
 * @param attempts tries in all, this one included
 */
export function webhookOutcome({ status, fault, retryAfterSeconds }: AnsweredWebhook, attempts: number): DeliveryOutcome {
  if (status !== null && status >= 200 && status < 300) return { outcome: 'accepted', reply: { status } }
  if (status === 410) return { outcome: 'refused', problem: { code: 'gone', sentence: 'The endpoint answered that it is gone (410)' } }

  const code = status === null ? faultCode(fault) : status >= 300 && status < 400 ? 'redirected' : 'answered'
  const sentence = status === null ? `No answer (${fault})` : `The endpoint answered ${status}`
  if (isLastDelivery(attempts)) return { outcome: 'refused', problem: { code: 'given_up', sentence } }

  return { outcome: 'unavailable', problem: { code, sentence }, retryAfterSeconds }
}

function faultCode(fault: string | null): string {
  if (fault === 'E_ADDRESS_REFUSED') return 'address_refused'
  return fault === 'ENOTFOUND' || fault === 'EAI_AGAIN' ? 'name_unknown' : 'no_answer'
}
