import { DateTime } from 'luxon'
import type { Actor } from '#shared/actor'
import { now, sqlInstant } from '#shared/clock'
import { differences, logChanges } from '#shared/records/change_log'
import { within, type Trx } from '#shared/database/transaction'
import FollowCustomers from '#crm/actions/follow_customers'
import UniteCompanies from '#crm/actions/unite_companies'
import DecidedAlready from '#crm/errors/decided_already'
import ProspectUnderWay from '#crm/errors/prospect_under_way'
import AdoptionProposal from '#crm/models/adoption_proposal'
import CompanyUnion from '#crm/models/company_union'
import CustomerBinding from '#crm/models/customer_binding'
import { policiesOfCustomer } from '#crm/queries/field_policies'
import { companyValues, openFields } from '#crm/rules/field_groups'

type Row = Record<string, unknown> & { id: number }

const UNDER_WAY = ['pending', 'sending', 'unknown', 'held']

/**
 * Takes a person's word that a prospect and a customer of the ERP are one company. The customer's
 * company stays, with everything of the prospect; where both may write, their values meet by policy.
 */
export default class ConfirmAdoption {
  /** @throws {DecidedAlready | ProspectUnderWay} */
  async handle(proposalId: number, actor: Actor, trx?: Trx): Promise<number> {
    return within(trx, async (inner) => {
      const proposal = await AdoptionProposal.query({ client: inner }).where('id', proposalId).forUpdate().firstOrFail()
      const prospect: Row | null = await inner.from('companies').where('id', proposal.companyId).whereNull('customer_id').forUpdate().first()
      const bound: Row | null = await inner.from('companies').where('customer_id', proposal.customerId).forUpdate().first()
      if (proposal.state !== 'open' || !prospect || !bound) throw new DecidedAlready()
      if (await this.isUnderWay(prospect.id, inner)) throw new ProspectUnderWay()

      const decided = { state: 'confirmed' as const, unionKey: proposalId, decidedById: actor.id, decidedByName: actor.name, decidedAt: now() }
      await proposal.useTransaction(inner).merge(decided).save()
      const others = await AdoptionProposal.query({ client: inner }).where({ companyId: prospect.id, state: 'open' }).select('id')
      const reopens = others.map(({ id }) => id)
      const overtaken = { state: 'rejected', decidedById: actor.id, decidedByName: actor.name, decidedAt: sqlInstant(now()) }
      for (const id of reopens) await AdoptionProposal.query({ client: inner }).where({ id }).update({ ...overtaken, unionKey: id })
      const taken = await this.carryOver(prospect, bound, proposal.customerId, actor, inner)
      const union = await new UniteCompanies().handle(bound.id, prospect.id, inner)
      await CompanyUnion.create({ ...union, proposalId, survivorId: bound.id, absorbedId: prospect.id, taken, reopens, madeAt: now() }, { client: inner })
      await new FollowCustomers().handle([{ id: proposal.customerId }], inner)

      return bound.id
    })
  }

  /** Created there meanwhile it would be a third one. */
  private async isUnderWay(companyId: number, trx: Trx): Promise<boolean> {
    const open = trx.from('outbox_messages').where({ subject_type: 'company', subject_id: companyId }).whereIn('state', UNDER_WAY)
    return (await open.first()) !== null
  }

  private async carryOver(prospect: Row, bound: Row, customerId: number, actor: Actor, trx: Trx): Promise<CompanyUnion['taken']> {
    const notes = [bound.notes, prospect.notes].filter(Boolean).join('\n') || null
    const own: Record<string, unknown> = { notes, owner_id: bound.owner_id ?? prospect.owner_id, group_id: bound.group_id ?? prospect.group_id }
    const open = openFields((await policiesOfCustomer(customerId, trx))!)
    const [here, there] = [companyValues(prospect), companyValues(bound)]
    const departing = open.filter((field) => here[field] !== null && here[field] !== there[field])
    for (const field of departing) own[field] = here[field]

    await trx.from('companies').where('id', bound.id).update({ ...own, version: Number(bound.version) + 1 })
    const author = { source: 'screen' as const, id: actor.id, name: actor.name }
    const changes = differences(bound, own)
    await logChanges([{ recordType: 'company', recordId: bound.id, kind: 'changed', changes }], author, trx)
    if (departing.length === 0) return changes
    const at = DateTime.utc().toISO()
    const facts = {
      base: Object.fromEntries(departing.map((field) => [field, null])),
      edited: Object.fromEntries(departing.map((field) => [field, at])),
      written: {},
    }
    await CustomerBinding.updateOrCreate({ customerId }, facts, { client: trx })
    return changes
  }
}
