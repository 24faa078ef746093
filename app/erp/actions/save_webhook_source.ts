import { randomBytes } from 'node:crypto'
import type { Actor } from '#shared/actor'
import { now } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import RecordAudit from '#identity/actions/record_audit'
import WebhookSettingRefused from '#erp/errors/webhook_setting_refused'
import WebhookSecret from '#erp/models/webhook_secret'
import WebhookSource from '#erp/models/webhook_source'
import { isWebhookSecret, newWebhookSecret } from '#erp/rules/standard_webhook'

const MOST_SECRETS = 5

/** Lets the ERP of a connection tell us of changes: its address here, and the secrets it signs with. */
export default class SaveWebhookSource {
  /** Adds a secret, ours or one the ERP made, and the address with the first; the secret is answered once. */
  async addSecret(connectionId: number, typed: string | null, actor: Actor): Promise<string> {
    const material = typed ?? newWebhookSecret()
    if (!isWebhookSecret(material)) throw new WebhookSettingRefused('secret', 'secret')

    await within(undefined, async (trx) => {
      const source = (await this.locked(connectionId, trx)) ?? (await this.open(connectionId, trx))
      const known = await WebhookSecret.query({ client: trx }).where('sourceId', source.id)
      if (known.filter((secret) => secret.isGoodAt(now())).length >= MOST_SECRETS) throw new WebhookSettingRefused('too_many_secrets', 'secret')

      await WebhookSecret.create({ sourceId: source.id, material, madeBy: actor.name }, { client: trx })
      await this.audit('webhook_secret.added', connectionId, actor, trx)
    })
    return material
  }

  async endSecret(connectionId: number, id: number, actor: Actor): Promise<void> {
    await within(undefined, async (trx) => {
      const source = await WebhookSource.query({ client: trx }).where({ connectionId }).firstOrFail()
      const secret = await WebhookSecret.query({ client: trx }).where({ id, sourceId: source.id }).firstOrFail()
      await secret.delete()
      await this.audit('webhook_secret.ended', connectionId, actor, trx)
    })
  }

  async switch(connectionId: number, isActive: boolean, actor: Actor): Promise<void> {
    await within(undefined, async (trx) => {
      const source = await WebhookSource.query({ client: trx }).where({ connectionId }).forUpdate().firstOrFail()
      await source.merge({ isActive }).save()
      await this.audit(isActive ? 'webhook_source.on' : 'webhook_source.off', connectionId, actor, trx)
    })
  }

  private locked(connectionId: number, trx: Trx) {
    return WebhookSource.query({ client: trx }).where({ connectionId }).forUpdate().first()
  }

  private open(connectionId: number, trx: Trx) {
    const address = randomBytes(18).toString('base64url')
    return WebhookSource.create({ connectionId, address, isActive: true }, { client: trx })
  }

  private audit(kind: string, connectionId: number, actor: Actor, trx: Trx) {
    return new RecordAudit().handle({ kind, userId: actor.id, subjectType: 'erp_connection', subjectId: connectionId, details: {} }, trx)
  }
}
