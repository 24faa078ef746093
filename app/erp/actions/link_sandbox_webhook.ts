import type { Actor } from '#shared/actor'
import SaveSandboxWebhook from '#erp/actions/save_sandbox_webhook'
import SaveWebhookSource from '#erp/actions/save_webhook_source'
import WebhookSource from '#erp/models/webhook_source'

/** Lets the sandbox ERP tell a connection that reads it: secret and address are exchanged without anybody copying them. */
export default class LinkSandboxWebhook {
  async handle(connectionId: number, ownUrl: string, actor: Actor): Promise<void> {
    const secret = await new SaveWebhookSource().addSecret(connectionId, null, actor)
    const { path } = await WebhookSource.findByOrFail('connectionId', connectionId)
    await new SaveSandboxWebhook().handle(`${ownUrl.replace(/\/+$/, '')}${path}`, secret, ownUrl)
  }
}
