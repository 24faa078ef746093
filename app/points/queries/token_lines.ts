import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { Trx } from '#shared/database/transaction'
import { soldTokens } from '#points/queries/sold_tokens'
import { earnedBy, type Tokens } from '#points/rules/tokens'

/** `invoice` are those of this house, `erp_invoice` those that were written in the ERP; rules for invoices count both. */
export type TokenSource = 'order' | 'delivery' | 'invoice' | 'erp_invoice'

/** What a line of a document should have earned a company towards contracts of a model. */
export interface TokenLine {
  companyId: number
  modelId: number
  key: string
  label: string
  tokens: Tokens
  on: CalendarDate | null
}

/** What the lines of some documents earn by the rules; cancelled and vanished lines earn nothing, returns less than nothing. */
export async function tokenLines(source: TokenSource, ids: number[], trx: Trx): Promise<TokenLine[]> {
  if (source === 'erp_invoice') return soldTokens(ids, trx)
  const rows = await QUERIES[source](ids, trx)
    .join('token_rules', 'token_rules.product_id', 'lines.product_id')
    .where({ 'token_rules.earned_on': source, 'token_rules.is_active': true })
    .select('token_rules.contract_model_id as model_id', 'token_rules.tokens as per_unit')
    .orderBy('lines.id')
  return rows.map((row: Record<string, any>) => ({
    companyId: Number(row.company_id),
    modelId: Number(row.model_id),
    key: `${source}:${row.connection_id ?? 0}:${row.document}:${row.line}`,
    label: row.number ?? '',
    tokens: counts(source, row) ? earnedBy(isBack(row) ? negative(row.quantity) : row.quantity, row.per_unit) : 0,
    on: row.happened_on,
  }))
}

const QUERIES = {
  order: (ids: number[], trx: Trx) =>
    trx
      .from('sales_order_lines as lines')
      .join('sales_orders', 'sales_orders.id', 'lines.sales_order_id')
      .join('companies', 'companies.customer_id', 'sales_orders.customer_id')
      .whereIn('sales_orders.id', ids)
      .select('companies.id as company_id', 'lines.connection_id', 'sales_orders.external_id as document', 'lines.external_id as line', 'lines.quantity')
      .select('sales_orders.number', 'sales_orders.ordered_on as happened_on', 'sales_orders.state', 'lines.is_cancelled', 'sales_orders.gone_at', 'lines.gone_at as line_gone_at'),
  delivery: (ids: number[], trx: Trx) =>
    trx
      .from('delivery_lines as lines')
      .join('deliveries', 'deliveries.id', 'lines.delivery_id')
      .join('companies', 'companies.customer_id', 'deliveries.customer_id')
      .whereIn('deliveries.id', ids)
      .select('companies.id as company_id', 'lines.connection_id', 'deliveries.external_id as document', 'lines.external_id as line', 'lines.quantity', 'deliveries.kind')
      .select('deliveries.number', 'deliveries.delivered_on as happened_on', 'deliveries.is_cancelled', 'deliveries.gone_at', 'lines.gone_at as line_gone_at'),
  invoice: (ids: number[], trx: Trx) =>
    trx
      .from('invoice_lines as lines')
      .join('invoices', 'invoices.id', 'lines.invoice_id')
      .whereIn('invoices.id', ids)
      .select('invoices.company_id', 'invoices.id as document', 'lines.id as line', 'lines.quantity', 'lines.net_cents')
      .select('invoices.erp_number as number', 'invoices.issued_on as happened_on', 'invoices.status as state'),
}

function counts(source: TokenSource, row: Record<string, any>): boolean {
  if (row.is_cancelled || row.gone_at || row.line_gone_at) return false
  if (source === 'order') return row.state === 'confirmed' || row.state === 'done'
  if (source === 'delivery') return ['delivery', 'return', 'consignment'].includes(row.kind)
  return row.state === 'posted'
}

/** A return, or a line of a credit note. */
function isBack({ kind, net_cents: net }: Record<string, any>): boolean {
  return kind === 'return' || Number(net ?? 0) < 0
}

/** Quantities that come back are told above zero. */
function negative(quantity: string): string {
  return quantity.startsWith('-') ? quantity : `-${quantity}`
}
