import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import type { ControlTotals } from '#erp/queries/reconciliation/invoices'
import { CAUSES, ownerOf, type Cause, type FindingOwner } from '#erp/rules/finding'

const SHOWN = 200

export interface ReportFilter {
  connectionId?: number
  cause?: Cause
}

export interface ReportedFinding {
  id: number
  connection: string
  cause: Cause
  subject: string
  ours: Shown
  theirs: Shown
  href: string | null
  theirHref: string | null
  owner: FindingOwner
  since: DateTime
}

/** A text, or what pages write in the reader's way: an amount, an instant. */
export type Shown = { text: string } | { cents: number; currency: string } | { instant: string } | null

/** The findings of the last reconciliation, oldest first, as far as a page shows them. */
export async function reportedFindings(filter: ReportFilter, limit: number | null = SHOWN): Promise<ReportedFinding[]> {
  const query = narrowed(filter).join('erp_connections', 'erp_connections.id', 'reconciliation_findings.connection_id')
  query.select('reconciliation_findings.*', 'erp_connections.name as connection').orderBy('first_seen_at').orderBy('reconciliation_findings.id')
  if (limit !== null) query.limit(limit)

  return (await query).map((row) => ({
    id: Number(row.id),
    connection: row.connection,
    cause: row.cause,
    subject: row.subject,
    ours: shown(row.ours),
    theirs: shown(row.theirs),
    href: row.href,
    theirHref: row.their_href,
    owner: ownerOf(row.cause),
    since: DateTime.fromSQL(row.first_seen_at, { zone: 'utc' }),
  }))
}

/** How many findings each cause has, and when and with which totals each connection was compared. */
export async function reportOverview({ connectionId }: ReportFilter) {
  const counted = await narrowed({ connectionId }).groupBy('cause').select('cause').count('* as total')
  const totals = new Map(counted.map((row) => [row.cause, Number(row.total)]))
  const connections = await db
    .from('erp_connections')
    .leftJoin('reconciliations', 'reconciliations.connection_id', 'erp_connections.id')
    .where('is_active', true)
    .select('erp_connections.id', 'name', 'made_at', 'totals')
    .orderBy('name')

  return {
    causes: CAUSES.filter((cause) => totals.has(cause)).map((cause) => ({ cause, count: totals.get(cause)! })),
    connections: connections.map((row) => ({
      id: Number(row.id),
      name: row.name as string,
      madeAt: row.made_at ? DateTime.fromSQL(row.made_at, { zone: 'utc' }) : null,
      totals: controlTotals(row.totals),
    })),
  }
}

function controlTotals(text: string | null) {
  const { ours, theirs } = (text ? JSON.parse(text) : { ours: [], theirs: [] }) as { ours: ControlTotals[]; theirs: ControlTotals[] }
  const nothing = (currency: string) => ({ currency, count: 0, netCents: 0, hash: '' })

  return ours.map((mine) => {
    const other = theirs.find(({ currency }) => currency === mine.currency) ?? nothing(mine.currency)
    return { currency: mine.currency, ours: mine, theirs: other, agree: mine.hash === other.hash }
  })
}

function narrowed({ connectionId, cause }: ReportFilter) {
  const query = db.from('reconciliation_findings')
  if (connectionId) query.where('reconciliation_findings.connection_id', connectionId)
  if (cause) query.where('cause', cause)
  return query
}

function shown(text: string | null): Shown {
  if (text === null) return null
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)) return { instant: text }
  const [, cents, currency] = /^(-?\d+) ([A-Z]{3})$/.exec(text) ?? []
  return currency ? { cents: Number(cents), currency } : { text }
}
