import db from '@adonisjs/lucid/services/db'
import { billedCharges, type BilledCharge } from '#billing/queries/billed_ledger'
import type { AskedOf, ChargeOwner, ChargeSource, DueCharge, DuePage } from '#billing/charge_sources'
import { scopeKey } from '#billing/rules/run_scope'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { chunks } from '#shared/database/bulk'
import { eventsOfLines } from '#service_contracts/queries/line_events'
import { orderNumbersOf } from '#service_contracts/queries/order_numbers'
import { dueChargesOf, type BillableLine } from '#service_contracts/rules/due_charges'
import { RULES_VERSION } from '#service_contracts/rules/rules_version'
import { BillingRefused } from '#service_contracts/rules/billing_refused'

const PAGE = 250

/** What decides the bill of a contract line. */
export const BILLABLE_COLUMNS = [
  'contract_lines.id',
  'contract_lines.product_id',
  'contract_lines.description',
  'contract_lines.quantity',
  'contract_lines.unit_price',
  'contract_lines.starts_on',
  'contract_lines.ends_on',
  'contract_lines.is_aligned',
  'service_contracts.starts_on as contract_starts_on',
  'contract_lines.installed_item_id',
  'installed_items.site_id as item_site_id',
  'service_contracts.id as contract_id',
  'service_contracts.number',
  'service_contracts.kind as contract_kind',
  'service_contracts.status',
  'service_contracts.bill_to_id',
  'service_contracts.currency',
  'service_contracts.ends_on as contract_ends_on',
  'service_contracts.sales_order_number',
  'service_contracts.payment_term_id',
  'service_contracts.erp_site_id',
  'tax_codes.code as tax_code',
  'period_unit',
  'period_count',
  'mode',
  'anchor',
  'anchor_day',
  'lead_days',
  'lag_days',
  'first_partial',
  'last_partial',
  'proration',
  'free_days',
  'grouping',
]

/** Every line of every contract that was ever active, with what is due of it and not billed yet. */
export const contractCharges: ChargeSource = {
  type: 'contract_line',
  rulesVersion: RULES_VERSION,

  async kinds() {
    const rows = await db.from('service_contracts').distinct('kind').orderBy('kind')
    return rows.map(({ kind }) => String(kind))
  },
  async count(asked) {
    const row = await scoped(billableLines(), asked).count('* as total').first()
    return Number(row?.total ?? 0)
  },
  async bounds() {
    const row = await db.from('contract_lines').min('id as first').max('id as last').firstOrFail()
    return row.first === null ? null : [Number(row.first), Number(row.last)]
  },
  async *pages(until, asked) {
    // few of many lines lie in a scope, so that a wider stretch of ids is looked through at once
    const window = isEverything(asked) ? PAGE : PAGE * 20
    const [first, highest] = asked?.ids ?? [1, Number.MAX_SAFE_INTEGER]
    for (let last = first - 1; ; ) {
      // bounded on both sides: with a limit alone MariaDB joins and sorts all lines anew for every page
      const ids = await db.from('contract_lines').select('id').whereBetween('id', [last + 1, highest]).orderBy('id').limit(window)
      if (ids.length === 0) return
      const end = Number(ids.at(-1)!.id)
      const query = scoped(billableLines().select(BILLABLE_COLUMNS), asked)
      const rows: BillableLine[] = await query.whereBetween('contract_lines.id', [last + 1, end]).orderBy('contract_lines.id')
      for (const part of chunks(rows, PAGE)) yield await duePage(part, until, asked?.isWhole)
      last = end
    }
  },
}

/** Whether a scope says nothing about which contracts it means. */
function isEverything(asked?: AskedOf): boolean {
  return !asked || scopeKey({ ...asked.scope, source: null }) === 'all'
}

/** Lines whose contract lies in the scope, and those that an open run of it still holds. */
function scoped(query: ReturnType<typeof billableLines>, asked?: AskedOf) {
  if (!asked || isEverything(asked)) return query
  const { companyId, siteId, contractKind } = asked.scope
  return query.where((either) => {
    either.where((within) => {
      if (companyId !== null) within.where('service_contracts.bill_to_id', companyId)
      if (siteId !== null) within.where('service_contracts.erp_site_id', siteId)
      if (contractKind !== null) within.where('service_contracts.kind', contractKind)
    })
    if (asked.runId !== null) either.orWhereIn('contract_lines.id', db.from('charges').select('source_id').where({ billing_run_id: asked.runId, source_type: 'contract_line' }))
  })
}

/** The lines of every contract that was ever active. */
export function billableLines() {
  return db
    .from('contract_lines')
    .join('service_contracts', 'service_contracts.id', 'contract_lines.service_contract_id')
    .leftJoin('tax_codes', 'tax_codes.id', 'contract_lines.tax_code_id')
    .leftJoin('installed_items', 'installed_items.id', 'contract_lines.installed_item_id')
    .whereNotIn('service_contracts.status', ['draft', 'cancelled'])
}

async function duePage(rows: BillableLine[], until: CalendarDate, isWhole = false): Promise<DuePage> {
  const ids = rows.map((row) => Number(row.id))
  const [ledger, events, orders] = await Promise.all([
    billedCharges('contract_line', ids),
    eventsOfLines(ids),
    orderNumbersOf(rows.map((row) => Number(row.contract_id))),
  ])
  for (const row of rows) row.order_numbers = orders.get(Number(row.contract_id))
  const page: DuePage = { sourceIds: ids, charges: [], failures: [] }
  if (isWhole) page.whole = { expected: [], owners: new Map() }

  for (const line of rows) {
    page.whole?.owners.set(Number(line.id), ownerOf(line))
    try {
      page.whole?.expected.push(...dueChargesOf(line, events.get(Number(line.id)) ?? [], [], until))
      page.charges.push(...chargesOf(line, ledger.get(Number(line.id)) ?? [], events, until))
    } catch (error) {
      if (!(error instanceof BillingRefused)) throw error
      page.failures.push({ sourceId: Number(line.id), code: error.code, message: error.message })
    }
  }
  return page
}

function ownerOf(line: BillableLine): ChargeOwner {
  const id = Number(line.contract_id)
  return { id, label: line.number, path: `/service-contracts/contracts/${id}`, companyId: Number(line.bill_to_id), currency: line.currency, kind: line.contract_kind ?? null }
}

function chargesOf(line: BillableLine, billed: BilledCharge[], events: Awaited<ReturnType<typeof eventsOfLines>>, until: CalendarDate): DueCharge[] {
  return dueChargesOf(line, events.get(Number(line.id)) ?? [], billed, until)
}
