import type { Actor } from '#shared/actor'
import { now } from '#shared/clock'
import { isDuplicate } from '#shared/database/violations'
import { within, type Trx } from '#shared/database/transaction'
import RecordAudit from '#identity/actions/record_audit'
import WebhookSettingRefused from '#erp/errors/webhook_setting_refused'
import WebhookEndpoint from '#erp/models/webhook_endpoint'
import WebhookSecret from '#erp/models/webhook_secret'
import { newWebhookSecret } from '#erp/rules/standard_webhook'
import { urlFault } from '#erp/rules/webhook_url'

export type EndpointFacts = Pick<WebhookEndpoint, 'name' | 'url' | 'events'>

/** How long the secret before is used beside a new one. */
const OLD_SECRET_HOURS = 24

/** Adds an endpoint or changes one, with the secrets its webhooks are signed with. */
export default class SaveWebhookEndpoint {
  /** The secret of a new endpoint is answered once, of a known one null. */
  async handle(id: number | null, facts: EndpointFacts, actor: Actor, allowedHosts: readonly string[] = []): Promise<{ endpoint: WebhookEndpoint; secret: string | null }> {
    const fault = urlFault(facts.url, allowedHosts)
    if (fault) throw new WebhookSettingRefused(fault, 'url')

    try {
      return await within(undefined, async (trx) => {
        const known = id === null ? null : await WebhookEndpoint.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
        const endpoint = (known ?? new WebhookEndpoint().fill({ isActive: true, offReason: null, failures: 0, madeBy: actor.name })).useTransaction(trx)
        await endpoint.merge(facts).save()
        await this.audit(known ? 'webhook_endpoint.edited' : 'webhook_endpoint.added', endpoint.id, actor, trx, { url: facts.url })
        return { endpoint, secret: known ? null : await this.addSecret(endpoint.id, actor, trx) }
      })
    } catch (error) {
      if (isDuplicate(error)) throw new WebhookSettingRefused('name_taken', 'name')
      throw error
    }
  }

  /** A new secret; the one before is used beside it for a day, so that the receiver can change in peace. */
  async rotate(id: number, actor: Actor): Promise<string> {
    return within(undefined, async (trx) => {
      const { id: endpointId } = await WebhookEndpoint.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
      const known = await WebhookSecret.query({ client: trx }).where({ endpointId }).orderBy('id', 'desc')
      const [latest, ...older] = known
      for (const secret of older) await secret.delete()
      await latest?.merge({ expiresAt: now().plus({ hours: OLD_SECRET_HOURS }) }).save()

      await this.audit('webhook_endpoint.rotated', endpointId, actor, trx)
      return this.addSecret(endpointId, actor, trx)
    })
  }

  async switch(id: number, isActive: boolean, actor: Actor): Promise<WebhookEndpoint> {
    return within(undefined, async (trx) => {
      const endpoint = await WebhookEndpoint.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
      const fresh = isActive ? { failures: 0, failingSince: null } : {}
      await this.audit(isActive ? 'webhook_endpoint.on' : 'webhook_endpoint.off', id, actor, trx)
      return endpoint.merge({ isActive, offReason: isActive ? null : 'person', ...fresh }).save()
    })
  }

  private async addSecret(endpointId: number, actor: Actor, trx: Trx): Promise<string> {
    const material = newWebhookSecret()
    await WebhookSecret.create({ endpointId, material, madeBy: actor.name }, { client: trx })
    return material
  }

  private audit(kind: string, id: number, actor: Actor, trx: Trx, details: Record<string, unknown> = {}) {
    return new RecordAudit().handle({ kind, userId: actor.id, subjectType: 'webhook_endpoint', subjectId: id, details }, trx)
  }
}
