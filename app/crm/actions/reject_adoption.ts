import type { Actor } from '#shared/actor'
import { now } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import DecidedAlready from '#crm/errors/decided_already'
import AdoptionProposal from '#crm/models/adoption_proposal'

/** Keeps a prospect and a customer apart for good. */
export default class RejectAdoption {
  /** @throws {DecidedAlready} */
  async handle(proposalId: number, actor: Actor, trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      const proposal = await AdoptionProposal.query({ client: inner }).where('id', proposalId).forUpdate().firstOrFail()
      if (proposal.state !== 'open') throw new DecidedAlready()
      await proposal.useTransaction(inner).merge({ state: 'rejected', decidedById: actor.id, decidedByName: actor.name, decidedAt: now() }).save()
    })
  }
}
