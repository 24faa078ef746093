import { DomainError } from '#shared/errors/domain_error'
import type { WebhookFault } from '#erp/rules/standard_webhook'

export type WebhookRefusal = WebhookFault | 'unknown' | 'too_large' | 'entity' | 'too_many'

const ANSWERS: Record<WebhookRefusal, [number, string]> = {
  unknown: [404, 'Nothing listens at this address'],
  headers: [400, 'The headers webhook-id, webhook-timestamp and webhook-signature are needed'],
  stamp: [400, 'The time of the webhook is more than five minutes from ours'],
  signature: [401, 'The signature matches no secret of this address'],
  too_large: [413, 'The body is larger than 256 KB'],
  entity: [422, 'The body names no record that is known here: type, data.entity, data.id'],
  too_many: [429, 'Too many webhooks: slow down'],
}

/** A webhook was not taken in; its sender is told why, and no more. */
export default class WebhookRefused extends DomainError {
  static code = 'E_WEBHOOK_REFUSED'
  readonly key: string

  constructor(
    readonly reason: WebhookRefusal,
    readonly retryAfterSeconds = 0
  ) {
    const [status, sentence] = ANSWERS[reason]
    super(sentence, { status })
    this.key = `webhooks.refusals.${reason}`
  }
}
