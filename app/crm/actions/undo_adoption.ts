import type { Actor } from '#shared/actor'
import { now, sqlInstant } from '#shared/clock'
import { insertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import { logChanges } from '#shared/records/change_log'
import { addTokens } from '#shared/search/write_tokens'
import FollowCustomers from '#crm/actions/follow_customers'
import PartingRefused from '#crm/errors/parting_refused'
import AdoptionProposal from '#crm/models/adoption_proposal'
import CompanyUnion from '#crm/models/company_union'
import CustomerBinding from '#crm/models/customer_binding'
import { isPartingForbidden } from '#crm/parting'
import { COMPANY_FIELDS } from '#crm/rules/field_groups'

/**
 * Takes back that a prospect and a customer are one: the prospect returns under its old number
 * with all it had, what came since stays with the customer, and the pair is not proposed again.
 */
export default class UndoAdoption {
  /** @throws {PartingRefused} */
  async handle(proposalId: number, because: string, actor: Actor, trx?: Trx): Promise<number> {
    return within(trx, async (inner) => {
      const proposal = await AdoptionProposal.query({ client: inner }).where('id', proposalId).forUpdate().firstOrFail()
      const union = await CompanyUnion.query({ client: inner }).where('proposalId', proposalId).whereNull('undoneAt').first()
      if (!union || proposal.state !== 'confirmed') throw new PartingRefused('unknown')
      if (await isPartingForbidden(union, inner)) throw new PartingRefused('billed')

      await union.useTransaction(inner).merge({ undoneAt: now(), undoneByName: actor.name, undoneBecause: because }).save()
      await this.bringBack(union, inner)
      await proposal.useTransaction(inner).merge({ state: 'undone', unionKey: 0 }).save()
      await AdoptionProposal.query({ client: inner }).whereIn('id', union.reopens).update({ state: 'open', unionKey: 0, decidedById: null, decidedByName: null, decidedAt: null })
      await this.giveUp(union, proposal.customerId, actor, inner)
      return union.absorbedId
    })
  }

  private async bringBack({ absorbed, absorbedId, survivorId, moved, dropped }: CompanyUnion, trx: Trx): Promise<void> {
    await insertMany(trx, 'companies', [{ ...absorbed, version: Number(absorbed.version) + 1, updated_at: sqlInstant(now()) }])
    for (const { table, column, ids } of moved) {
      for (const id of ids) await trx.from(table).where({ id, [column]: survivorId }).update({ [column]: absorbedId })
    }
    for (const { table, row } of dropped) await insertMany(trx, table, [row])
    const texts = ['name', 'number', 'tax_id', 'email', 'phone', 'city'].map((name) => absorbed[name] as string | null)
    await addTokens('company', [{ id: absorbedId, texts }], trx)
  }

  /** What the customer took over of the prospect and still has goes; the ERP's facts come back. */
  private async giveUp({ survivorId, taken }: CompanyUnion, customerId: number, actor: Actor, trx: Trx): Promise<void> {
    const survivor = await trx.from('companies').where('id', survivorId).forUpdate().firstOrFail()
    const kept = Object.entries(taken).filter(([name, [, after]]) => String(survivor[name] ?? '') === String(after ?? ''))
    if (kept.length > 0) {
      await trx.from('companies').where('id', survivorId).update({ ...Object.fromEntries(kept.map(([name, [before]]) => [name, before])), version: Number(survivor.version) + 1 })
      const changes = Object.fromEntries(kept.map(([name, [before, after]]) => [name, [after, before] as [unknown, unknown]]))
      await logChanges([{ recordType: 'company', recordId: survivorId, kind: 'changed', changes }], { source: 'screen', id: actor.id, name: actor.name }, trx)
    }
    const binding = await CustomerBinding.query({ client: trx }).where({ customerId }).first()
    const departed = COMPANY_FIELDS.filter((field) => kept.some(([name]) => name === field))
    if (binding && departed.length > 0) {
      const without = (facts: object) => Object.fromEntries(Object.entries(facts).filter(([field]) => !departed.includes(field as 'name')))
      await binding.useTransaction(trx).merge({ base: without(binding.base), edited: without(binding.edited) }).save()
    }
    await new FollowCustomers().handle([{ id: customerId }], trx)
  }
}
