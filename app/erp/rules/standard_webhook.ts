import { randomBytes } from 'node:crypto'
import { Webhook } from 'standardwebhooks'

/** How far a stamp may be from our clock, either way. Source: Standard Webhooks, "verifying timestamp". */
export const TOLERANCE_IN_SECONDS = 300

export type WebhookFault = 'headers' | 'stamp' | 'signature'

export interface SignedWebhook {
  id: string | undefined
  timestamp: string | undefined
  signature: string | undefined
  /** The body as it came, before anything read it. */
  body: string
}

const ID = /^[\x21-\x7e]{1,190}$/

/** A new secret as Standard Webhooks writes it: 32 random bytes behind `whsec_`. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}

/** Whether a text is a secret that can sign: base64 of 16 bytes or more, with or without its prefix. */
export function isWebhookSecret(text: string): boolean {
  const bare = text.replace(/^whsec_/, '')
  return /^[A-Za-z0-9+/]+={0,2}$/.test(bare) && bare.length % 4 === 0 && Buffer.from(bare, 'base64').length >= 16
}

/** The `webhook-signature` header: one signature for each secret, so that either may be taken away. */
export function signaturesOf(id: string, atMs: number, body: string, secrets: readonly string[]): string {
  return secrets.map((secret) => new Webhook(secret).sign(id, new Date(atMs), body)).join(' ')
}

/** Why a webhook may not have come from whom it says, or the secret that vouches for it. */
export function verified(webhook: SignedWebhook, secrets: readonly string[], atMs: number): { fault: WebhookFault } | { secret: string } {
  const { id, timestamp, signature, body } = webhook
  if (!id || !ID.test(id) || !timestamp || !/^\d{1,12}$/.test(timestamp) || !signature) return { fault: 'headers' }
  if (Math.abs(atMs / 1000 - Number(timestamp)) > TOLERANCE_IN_SECONDS) return { fault: 'stamp' }

  const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature }
  const secret = secrets.find((one) => isSignedWith(one, body, headers))
  return secret === undefined ? { fault: 'signature' } : { secret }
}

function isSignedWith(secret: string, body: string, headers: Record<string, string>): boolean {
  try {
    new Webhook(secret).verify(body, headers, { jsonParse: false })
    return true
  } catch {
    return false
  }
}
