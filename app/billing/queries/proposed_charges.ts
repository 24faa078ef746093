import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { Trx } from '#shared/database/transaction'
import type { HashedCharge } from '#billing/rules/line_hash'
import { LAST_ID, type IdStretch } from '#billing/rules/shards'

export type ChargeRow = HashedCharge

interface Group {
  companyId: number
  currency: string
  groupKey: string
}

const PAGE = 1000
/** What an approval is bound to of a charge. */
export const CHARGE_COLUMNS = ['id', 'source_type', 'source_id', 'kind', 'company_id', 'currency', 'group_key', 'split', 'net_cents', 'anomalies', 'description', 'quantity', 'unit_price', 'product_id', 'tax_code', 'payment_term_id', 'erp_site_id', 'payer_id', 'period_from', 'period_to']

/** The charges of a run that are to be invoiced, whole companies at a time, so that memory holds a few of them. */
export async function* chargesByCompany(runId: number, { firstId, lastId }: IdStretch = { firstId: 1, lastId: LAST_ID }): AsyncGenerator<ChargeRow[]> {
  let carried: ChargeRow[] = []
  let last: ChargeRow | undefined
  for (;;) {
    const query = db.from('charges').select(CHARGE_COLUMNS).where({ billing_run_id: runId, state: 'proposed' }).where('company_id', '<=', lastId)
    if (!last) query.where('company_id', '>=', firstId)
    else {
      const { companyId, id } = last
      query.where('company_id', '>=', companyId)
      query.where((beyond) => void beyond.where('company_id', '>', companyId).orWhere('id', '>', id))
    }
    const rows = (await query.orderBy('company_id').orderBy('id').limit(PAGE)).map(chargeRow)
    last = rows.at(-1)

    const all = [...carried, ...rows]
    const isLastPage = rows.length < PAGE
    const complete = isLastPage ? all : all.filter((charge) => charge.companyId !== last!.companyId)
    if (complete.length > 0) yield complete
    if (isLastPage) return
    carried = all.slice(complete.length)
  }
}

/** The same of some customers, all at once. */
export async function chargesWithin(runId: number, { firstId, lastId }: IdStretch, client: QueryClientContract): Promise<ChargeRow[]> {
  const rows = await client.from('charges').select(CHARGE_COLUMNS).where({ billing_run_id: runId, state: 'proposed' }).whereBetween('company_id', [firstId, lastId])
  return rows.map(chargeRow)
}

/** The charges of one proposal. */
export async function chargesOfGroup(runId: number, group: Group, trx: Trx): Promise<ChargeRow[]> {
  const rows = await trx
    .from('charges')
    .select(CHARGE_COLUMNS)
    .where({ billing_run_id: runId, state: 'proposed', company_id: group.companyId, currency: group.currency, group_key: group.groupKey })
    .orderBy('id')
  return rows.map(chargeRow)
}

/** A row of those columns as a charge. */
export function chargeRow(row: Record<string, any>): ChargeRow {
  return {
    id: Number(row.id),
    sourceType: row.source_type,
    sourceId: Number(row.source_id),
    chargeKind: row.kind,
    companyId: Number(row.company_id),
    currency: row.currency,
    groupKey: row.group_key,
    split: Number(row.split),
    netCents: Number(row.net_cents),
    anomalies: row.anomalies,
    description: row.description,
    quantity: row.quantity,
    unitPrice: row.unit_price,
    productId: row.product_id === null ? null : Number(row.product_id),
    taxCode: row.tax_code,
    paymentTermId: row.payment_term_id === null ? null : Number(row.payment_term_id),
    siteId: row.erp_site_id === null ? null : Number(row.erp_site_id),
    payerId: row.payer_id === null ? null : Number(row.payer_id),
    periodFrom: row.period_from,
    periodTo: row.period_to,
  }
}
