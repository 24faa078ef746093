import type { Actor } from '#shared/actor'
import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { HOUSE, logChanges } from '#shared/records/change_log'
import ModelImpossible from '#service_contracts/errors/model_impossible'
import { currentModelTerms } from '#service_contracts/queries/models/model_terms'
import { newestModelVersion, type ModelVersion } from '#service_contracts/queries/models/model_versions'
import { termDifferences } from '#service_contracts/rules/models/model_terms'

/**
 * Makes a numbered version of a model from its rows as they stand; new contracts are born
 * with it, and those that live keep theirs.
 *
 * @param actor null when the first contract is born before anybody has published
 * @throws {ModelImpossible} when nothing has changed since the last version
 */
export default class PublishContractModel {
  async handle(modelId: number, reason: string | null, actor: Actor | null, trx?: Trx): Promise<ModelVersion> {
    return within(trx, async (inner) => {
      const model = await inner.from('contract_models').where('id', modelId).forUpdate().firstOrFail()
      const terms = await currentModelTerms(model, inner)
      const last = await newestModelVersion(modelId, inner)
      if (last && termDifferences(last.terms, terms).length === 0) throw new ModelImpossible('model_unchanged')

      const number = (last?.number ?? 0) + 1
      const at = sqlInstant(now())
      const version = { contract_model_id: modelId, number, terms: JSON.stringify(terms), reason, user_id: actor?.id ?? null, user_name: actor?.name ?? null, published_at: at }
      const [id] = await inner.insertQuery().table('contract_model_versions').insert(version)
      await inner.from('contract_models').where('id', modelId).update({ published_number: number, version: Number(model.version) + 1, updated_at: at })
      const author = actor ? { source: 'screen' as const, id: actor.id, name: actor.name } : HOUSE
      const changes = { published_number: [model.published_number, number] as [unknown, unknown] }
      await logChanges([{ recordType: 'contract_model', recordId: modelId, kind: 'changed', changes }], author, inner)
      return { id: Number(id), modelId, number, terms, reason, userName: actor?.name ?? null, publishedAt: at }
    })
  }
}
