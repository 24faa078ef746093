import { createHash } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { sqlInstant } from '#shared/clock'
import type { DateTime } from 'luxon'
import { invoiceFindings, type Finding, type InvoicePair } from '#erp/rules/finding'

const PAGE = 2000
/** What every reference of ours begins with; others in the ERP are none of our business. */
const OURS = 'SVC-%'

export interface ControlTotals {
  currency: string
  count: number
  netCents: number
  hash: string
}

/** Our posted invoices beside the ERP's, page by page, and the totals of both sides. */
export async function comparedInvoices(connectionId: number): Promise<{ findings: Finding[]; ours: ControlTotals[]; theirs: ControlTotals[] }> {
  const findings: Finding[] = []
  const [ours, theirs] = [new Totals(), new Totals()]
  for (let last = 0; ; ) {
    const pairs = await page(connectionId, last)
    for (const pair of pairs) {
      findings.push(...invoiceFindings(pair))
      ours.add(pair.reference, pair.ours.currency, pair.ours.netCents)
      if (pair.theirs && !pair.theirs.isGone && pair.theirs.state !== 'cancelled') theirs.add(pair.reference, pair.theirs.currency, pair.theirs.netCents)
    }
    if (pairs.length < PAGE) return { findings, ours: ours.all(), theirs: theirs.all() }
    last = pairs.at(-1)!.id
  }
}

async function page(connectionId: number, last: number): Promise<InvoicePair[]> {
  const rows = await db
    .from('invoices')
    .join('companies', 'companies.id', 'invoices.company_id')
    .leftJoin('customers', 'customers.id', 'companies.customer_id')
    .leftJoin('erp_invoices', (join) =>
      join.on('erp_invoices.connection_id', 'invoices.connection_id').andOn('erp_invoices.external_id', 'invoices.erp_id')
    )
    .leftJoin('customers as theirs', 'theirs.id', 'erp_invoices.customer_id')
    .where({ 'invoices.connection_id': connectionId, 'invoices.status': 'posted' })
    .where('invoices.id', '>', last)
    .orderBy('invoices.id')
    .limit(PAGE)
    .select('invoices.id', 'invoices.reference', 'invoices.currency', 'invoices.net_cents', 'invoices.open_cents', 'invoices.issued_on')
    .select('customers.number as customer', 'theirs.number as their_customer', 'erp_invoices.id as their_id', 'erp_invoices.state', 'erp_invoices.gone_at')
    .select('erp_invoices.currency as their_currency', 'erp_invoices.net_cents as their_net', 'erp_invoices.open_cents as their_open', 'erp_invoices.issued_on as their_date')

  return rows.map((row) => ({
    id: Number(row.id),
    reference: row.reference,
    ours: { customer: row.customer, currency: row.currency, netCents: Number(row.net_cents), openCents: cents(row.open_cents), issuedOn: row.issued_on },
    theirs: row.their_id && {
      id: Number(row.their_id),
      customer: row.their_customer,
      currency: row.their_currency,
      netCents: Number(row.their_net),
      openCents: cents(row.their_open),
      issuedOn: row.their_date,
      state: row.state,
      isGone: row.gone_at !== null,
    },
  }))
}

/** References of ours that the ERP holds and we do not, and those that it holds more than once. */
export async function strayInvoices(connectionId: number): Promise<Finding[]> {
  const alive = () => db.from('erp_invoices').where('erp_invoices.connection_id', connectionId).whereNull('erp_invoices.gone_at').whereNot('erp_invoices.state', 'cancelled').where('erp_invoices.reference', 'like', OURS)
  const unknown = await alive()
    .leftJoin('invoices', 'invoices.reference', 'erp_invoices.reference')
    .whereNull('invoices.id')
    .select('erp_invoices.id', 'erp_invoices.number', 'erp_invoices.reference', 'erp_invoices.net_cents', 'erp_invoices.currency')
  const twice = await alive().groupBy('erp_invoices.reference').havingRaw('count(*) > 1').select('erp_invoices.reference').count('* as total').min('erp_invoices.id as id')

  return [
    ...unknown.map(
      (row): Finding => ({ cause: 'missing_here', key: `${row.reference}/${row.id}`, subject: `${row.reference} ${row.number ?? ''}`, ours: null, theirs: `${row.net_cents} ${row.currency}`, href: `/mirror/invoices/${row.id}`, theirHref: `/mirror/invoices/${row.id}` })
    ),
    ...twice.map((row): Finding => ({ cause: 'duplicate_there', key: row.reference, subject: row.reference, ours: '1', theirs: String(row.total), href: `/mirror/invoices?f_reference=${row.reference}`, theirHref: `/mirror/invoices?f_reference=${row.reference}` })),
  ]
}

/** Postings of which nobody has known for an hour whether they arrived. */
export async function unknownPostings(connectionId: number, at: DateTime): Promise<Finding[]> {
  const rows = await db
    .from('outbox_messages')
    .where({ kind: 'invoice', target: String(connectionId), state: 'unknown' })
    .where('sent_at', '<', sqlInstant(at.minus({ hours: 1 })))
    .select('id', 'reference', 'look_ups')

  return rows.map((row) => ({ cause: 'outcome_unknown', key: row.reference, subject: row.reference, ours: String(row.look_ups), theirs: null, href: `/erp/postings/${row.id}` }))
}

/** Count, sum and hash by currency: two systems that agree have the same three. */
class Totals {
  private readonly sums = new Map<string, { count: number; netCents: number; hash: ReturnType<typeof createHash> }>()

  add(reference: string, currency: string, netCents: number): void {
    const sum = this.sums.get(currency) ?? { count: 0, netCents: 0, hash: createHash('sha256') }
    sum.count += 1
    sum.netCents += netCents
    sum.hash.update(`${reference} ${netCents}\n`)
    this.sums.set(currency, sum)
  }

  all(): ControlTotals[] {
    return [...this.sums].map(([currency, { count, netCents, hash }]) => ({ currency, count, netCents, hash: hash.copy().digest('hex').slice(0, 16) }))
  }
}

const cents = (value: unknown) => (value === null || value === undefined ? null : Number(value))
