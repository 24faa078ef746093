import db from '@adonisjs/lucid/services/db'
import { HOUSE } from '#shared/records/change_log'
import { within } from '#shared/database/transaction'
import CountItems from '#installed_base/actions/count_items'
import FollowDeliveries from '#installed_base/actions/follow_deliveries'
import FollowLoanInvoices from '#installed_base/actions/follow_loan_invoices'
import ProjectThreads from '#installed_base/actions/project_threads'
import { deliveryDocuments } from '#installed_base/queries/delivery_documents'
import { freshCounts, storedCounts } from '#installed_base/queries/item_counts'
import { loanChanges } from '#installed_base/queries/loan_case'
import { loanPairs } from '#installed_base/queries/loan_pairs'
import { replayedThreads } from '#installed_base/queries/replayed_threads'
import { eventsOfDeliveries } from '#installed_base/queries/stored_events'
import { documentEvents } from '#installed_base/rules/document_events'
import { reconcile } from '#installed_base/rules/event_reconciliation'
import { countDifferences } from '#installed_base/rules/item_counts'
import { countDifference, eventDifference, itemDifference, type Difference } from '#installed_base/rules/replay_difference'

const AT_A_TIME = 300

export interface ReplayReport {
  documentCount: number
  itemCount: number
  differences: Difference[]
}

/**
 * Computes the whole installed base again, from the mirrored documents to the events and
 * from the events to the items, and lists every disagreement with what is stored. Only
 * when asked to repair does it also write.
 */
export default class ReplayInstalledBase {
  async handle({ repairs }: { repairs: boolean }): Promise<ReplayReport> {
    const report: ReplayReport = { documentCount: 0, itemCount: 0, differences: [] }
    await this.compareDocuments(report, repairs)
    await this.compareInvoices(report, repairs)
    await this.compareItems(report, repairs)
    await this.compareCounts(report, repairs)
    return report
  }

  private async compareDocuments(report: ReplayReport, repairs: boolean): Promise<void> {
    for (let after = 0; ; ) {
      const rows = await db.from('deliveries').select('id').where('id', '>', after).orderBy('id').limit(AT_A_TIME)
      if (rows.length === 0) return

      const documents = await deliveryDocuments(db.connection(), rows.map(({ id }) => Number(id)))
      const stored = await eventsOfDeliveries(db.connection(), documents.map(({ deliveryId }) => deliveryId))
      const { revisions } = reconcile(documents.flatMap(documentEvents), stored)
      report.documentCount += documents.length
      report.differences.push(...revisions.map((revision) => eventDifference(revision, stored)))

      if (repairs) await new FollowDeliveries().handle(revisions.map(({ deliveryId }) => deliveryId))
      after = Number(rows.at(-1)!.id)
    }
  }

  /** What invoices say of things on loan, for each company and product. */
  private async compareInvoices(report: ReplayReport, repairs: boolean): Promise<void> {
    for (const pair of await loanPairs(db.connection())) {
      const { changes, stored } = await loanChanges(db.connection(), pair)
      report.differences.push(...changes.map((change) => eventDifference(change, stored)))
      if (repairs && changes.length > 0) await new FollowLoanInvoices().handle([pair])
    }
  }

  private async compareItems(report: ReplayReport, repairs: boolean): Promise<void> {
    for (let after = ''; ; ) {
      const threads = await this.threadsAfter(after)
      if (threads.length === 0) return

      const { rows, states } = await replayedThreads(db.connection(), threads)
      const keys = new Set([...rows.keys(), ...states.keys()])
      const found = [...keys].flatMap((key) => itemDifference(rows.get(key), states.get(key)) ?? [])
      report.itemCount += rows.size
      report.differences.push(...found)

      if (repairs && found.length > 0) await new ProjectThreads().handle(threads, HOUSE)
      after = threads.at(-1)!
    }
  }

  /** The counts of the breakdown beside a fresh count, both as of one moment. */
  private async compareCounts(report: ReplayReport, repairs: boolean): Promise<void> {
    await within(undefined, async (trx) => {
      const found = countDifferences(await storedCounts(trx), await freshCounts(trx))
      report.differences.push(...found.map(countDifference))
      if (repairs) await new CountItems().handle(found, trx)
    })
  }

  private async threadsAfter(after: string): Promise<string[]> {
    const from = (table: string) =>
      db.from(table).distinct('thread_key').where('thread_key', '>', after).orderBy('thread_key').limit(AT_A_TIME)
    const keys = [...(await from('installed_item_events')), ...(await from('installed_items'))].map((row) => row.thread_key as string)
    return [...new Set(keys)].sort(byBytes).slice(0, AT_A_TIME)
  }
}

/** The order of the databases: by bytes, not by the UTF-16 units of JavaScript. */
function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
