import encryption from '@adonisjs/core/services/encryption'
import { now, sqlInstant } from '#shared/clock'
import { upsertMany } from '#shared/database/bulk'
import { within } from '#shared/database/transaction'
import WebhookSettingRefused from '#erp/errors/webhook_setting_refused'
import { isWebhookSecret } from '#erp/rules/standard_webhook'

/** Lets the sandbox ERP tell this installation of its changes, and no other address. */
export default class SaveSandboxWebhook {
  /** @throws {WebhookSettingRefused} */
  async handle(url: string, secret: string, ownUrl: string): Promise<void> {
    if (!isWithin(url, ownUrl)) throw new WebhookSettingRefused('own_url', 'url')
    if (!isWebhookSecret(secret)) throw new WebhookSettingRefused('secret', 'secret')

    const at = sqlInstant(now())
    const row = { url, secret: encryption.encrypt(secret), is_active: true, created_at: at, updated_at: at }
    await within(undefined, (trx) => upsertMany(trx, 'sandbox_webhooks', [row], ['url'], ['secret', 'is_active', 'updated_at']))
  }

  async off(id: number): Promise<void> {
    await within(undefined, (trx) => trx.from('sandbox_webhooks').where({ id }).delete())
  }
}

function isWithin(text: string, ownUrl: string): boolean {
  return URL.canParse(text) && new URL(text).origin === new URL(ownUrl).origin && new URL(text).pathname.startsWith('/api/webhooks/')
}
