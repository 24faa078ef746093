import db from '@adonisjs/lucid/services/db'
import { billedCharges, type BilledCharge } from '#billing/queries/billed_ledger'
import type { AskedOf, ChargeOwner, ChargeSource, DueCharge, DuePage } from '#billing/charge_sources'
import { scopeKey } from '#billing/rules/run_scope'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { chunks } from '#shared/database/bulk'
import { BILLABLE_COLUMNS, billableLines } from '#service_contracts/queries/billable_lines'
import { asCarried, carriedOver, type KnownCarried } from '#service_contracts/queries/carried_over'
import { eventsOfLines } from '#service_contracts/queries/line_events'
import { orderNumbersOf } from '#service_contracts/queries/order_numbers'
import { dueChargesOf, type BillableLine } from '#service_contracts/rules/due_charges'
import { RULES_VERSION } from '#service_contracts/rules/rules_version'
import { BillingRefused } from '#service_contracts/rules/billing_refused'

/** Lines of a page. Larger ones are no faster, and the memory of a run grows with them. */
const PAGE = 250
/** Ids that are looked up at once; few of many lie in a scope, so that a wider stretch of them is looked through. */
const WINDOW = 16_000

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
    const stretch = isEverything(asked) ? PAGE : WINDOW
    const [first, highest] = asked?.ids ?? [1, Number.MAX_SAFE_INTEGER]
    const known: KnownCarried = new Map()
    for (let last = first - 1; ; ) {
      // bounded on both sides: with a limit alone MariaDB joins and sorts all lines anew for every page
      const ids = await db.from('contract_lines').select('id').whereBetween('id', [last + 1, highest]).orderBy('id').limit(WINDOW)
      for (const part of chunks(ids, stretch)) {
        const end = Number(part.at(-1)!.id)
        const query = scoped(billableLines().select(BILLABLE_COLUMNS), asked)
        const rows: BillableLine[] = await query.whereBetween('contract_lines.id', [last + 1, end]).orderBy('contract_lines.id')
        for (const page of chunks(rows, PAGE)) yield await duePage(page, until, known, asked?.isWhole)
        last = end
      }
      if (ids.length < WINDOW) return
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

async function duePage(rows: BillableLine[], until: CalendarDate, known: KnownCarried, isWhole = false): Promise<DuePage> {
  const ids = rows.map((row) => Number(row.id))
  const [ledger, events, orders] = await Promise.all([
    billedCharges('contract_line', ids),
    eventsOfLines(ids),
    orderNumbersOf(rows.map((row) => Number(row.contract_id))),
  ])
  for (const row of rows) row.order_numbers = orders.get(Number(row.contract_id))
  const carried = await carriedOver(rows, until, known)
  const page: DuePage = { sourceIds: ids, charges: [], failures: [] }
  if (isWhole) page.whole = { expected: [], owners: new Map() }

  for (const line of rows) {
    page.whole?.owners.set(Number(line.id), ownerOf(line))
    try {
      page.whole?.expected.push(...dueChargesOf(line, events.get(Number(line.id)) ?? [], [], until))
      const waits = carried.get(Number(line.contract_id))
      const charges = chargesOf(line, ledger.get(Number(line.id)) ?? [], events, until)
      page.charges.push(...(waits ? charges.map((charge) => asCarried(charge, waits)) : charges))
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
