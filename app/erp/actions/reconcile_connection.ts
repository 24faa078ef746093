import { DateTime } from 'luxon'
import { calendarDate } from '#shared/calendar/calendar_date'
import { sqlInstant } from '#shared/clock'
import { upsertMany } from '#shared/database/bulk'
import { within } from '#shared/database/transaction'
import type ErpConnection from '#erp/models/erp_connection'
import { installedItemFindings } from '#erp/queries/reconciliation/installed_items'
import { comparedInvoices, strayInvoices, unknownPostings } from '#erp/queries/reconciliation/invoices'
import { bindingFindings, clockFindings, linkFindings } from '#erp/queries/reconciliation/link_health'
import { pointFindings } from '#erp/queries/reconciliation/point_liability'
import type { Finding } from '#erp/rules/finding'

/**
 * Compares the two houses and keeps what differs. A finding that was there before keeps its
 * age; one that is settled goes.
 */
export default class ReconcileConnection {
  async handle(connection: ErpConnection, at: DateTime = DateTime.utc()): Promise<Finding[]> {
    const { findings: invoices, ours, theirs } = await comparedInvoices(connection.id)
    const findings = [
      ...invoices,
      ...(await strayInvoices(connection.id)),
      ...(await unknownPostings(connection.id, at)),
      ...(await installedItemFindings(connection.id)),
      ...(await pointFindings(connection.id, calendarDate(at.toLocal().toISODate()!))),
      ...(await linkFindings(connection, at)),
      ...(await bindingFindings(connection.id)),
      ...(await clockFindings(connection)),
    ]
    await this.keep(connection.id, findings, { ours, theirs }, at)

    return findings
  }

  private async keep(connectionId: number, findings: Finding[], totals: object, at: DateTime): Promise<void> {
    const now = sqlInstant(at)
    const rows = findings.map(({ cause, key, subject, ours, theirs, href, theirHref = null }) => ({
      connection_id: connectionId,
      cause,
      subject_key: key.slice(0, 120),
      subject,
      ours,
      theirs,
      href,
      their_href: theirHref,
      first_seen_at: now,
      last_seen_at: now,
    }))

    await within(undefined, async (trx) => {
      const mine = () => trx.from('reconciliation_findings').where('connection_id', connectionId)
      await mine().update({ last_seen_at: sqlInstant(at.minus({ years: 1 })) })
      await upsertMany(trx, 'reconciliation_findings', rows, ['connection_id', 'cause', 'subject_key'], ['subject', 'ours', 'theirs', 'href', 'their_href', 'last_seen_at'])
      await mine().whereNot('last_seen_at', now).delete()
      const made = [{ connection_id: connectionId, made_at: now, totals: JSON.stringify(totals) }]
      await upsertMany(trx, 'reconciliations', made, ['connection_id'], ['made_at', 'totals'])
    })
  }
}
