import { registerOutboxKind } from '#shared/outbox/kinds'
import TellSandboxListener from '#erp/actions/tell_sandbox_listener'
import { SANDBOX_WEBHOOK } from '#erp/sandbox_teller'

registerOutboxKind(SANDBOX_WEBHOOK, {
  mayRepeat: true,
  settleSeconds: 0,
  attemptSeconds: 60,
  retryAfterSeconds: [5, 30, 300, 1800],
  lane: (message) => `sandbox-webhook-${message.target}`,
  deliver: (message) => new TellSandboxListener().handle(message),
})
