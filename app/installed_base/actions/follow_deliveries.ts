import { chunks } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import { SYNC } from '#shared/records/change_log'
import FollowLoanInvoices from '#installed_base/actions/follow_loan_invoices'
import FollowStructures from '#installed_base/actions/follow_structures'
import ProjectThreads from '#installed_base/actions/project_threads'
import RecordItemEvents from '#installed_base/actions/record_item_events'
import RenameSerial from '#installed_base/actions/rename_serial'
import { deliveryDocuments } from '#installed_base/queries/delivery_documents'
import { eventsOfDeliveries } from '#installed_base/queries/stored_events'
import { documentEvents } from '#installed_base/rules/document_events'
import { reconcile } from '#installed_base/rules/event_reconciliation'

const DOCUMENTS_AT_A_TIME = 400

/**
 * Follows deliveries, loans and returns that were just mirrored: what they newly say is
 * recorded, the items concerned are computed again, and their components go along. Told twice, nothing changes.
 */
export default class FollowDeliveries {
  async handle(deliveryIds: number[], trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      for (const ids of chunks([...new Set(deliveryIds)], DOCUMENTS_AT_A_TIME)) await this.follow(ids, inner)
    })
  }

  private async follow(deliveryIds: number[], trx: Trx): Promise<void> {
    const documents = await deliveryDocuments(trx, deliveryIds)
    const stored = await eventsOfDeliveries(trx, documents.map(({ deliveryId }) => deliveryId))
    const { revisions, renamings } = reconcile(documents.flatMap(documentEvents), stored)
    if (revisions.length === 0) return

    await new RecordItemEvents().handle(revisions, trx)
    for (const { from, to } of renamings) await new RenameSerial().handle(from, to, trx)

    const revised = new Set(revisions.map(({ sourceKey }) => sourceKey))
    const left = stored.filter(({ sourceKey }) => revised.has(sourceKey))
    const threads = [...revisions, ...left].map(({ threadKey }) => threadKey)
    await new ProjectThreads().handle(threads, SYNC, trx)
    await new FollowStructures().handle(threads, trx)
    await new FollowLoanInvoices().handle(left, trx)
  }
}
