import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { calendarDate } from '#shared/calendar/calendar_date'
import ApproveBillingRun from '#billing/actions/approve_billing_run'
import ExcludeCharge from '#billing/actions/exclude_charge'
import StartBillingRun from '#billing/actions/start_billing_run'
import type BillingRun from '#billing/models/billing_run'
import { actorFor, personWithRole } from '#tests/support/people'

type Row = Record<string, any>

const AT = '2026-01-01 00:00:00'

/** Monthly in advance from the start, whole months, one invoice for each customer. */
const POLICY = {
  period_unit: 'month',
  period_count: 1,
  mode: 'advance',
  anchor: 'start',
  lead_days: 0,
  lag_days: 0,
  first_partial: 'short',
  last_partial: 'short',
  proration: 'actual',
  free_days: 0,
  grouping: 'customer',
}

let count = 0

/** Companies and contracts without an ERP, and the people who bill them. */
export default class BillingWorld {
  private constructor(
    readonly maker: Actor,
    readonly approver: Actor
  ) {}

  static async build(): Promise<BillingWorld> {
    const [maker, approver] = [await personWithRole('billing'), await personWithRole('billing_approver')]
    return new BillingWorld(await actorFor(maker), await actorFor(approver))
  }

  async company(values: Row = {}): Promise<number> {
    count += 1
    const [id] = await db.table('companies').insert({ name: `Company ${count}`, status: 'customer', is_blocked: false, version: 1, created_at: AT, updated_at: AT, ...values })
    return Number(id)
  }

  /** A contract from 1 January 2026 with one line for each price; answers its ids. */
  async contract(prices: string[], { line = {}, ...values }: Row & { line?: Row } = {}): Promise<{ id: number; companyId: number; lines: number[] }> {
    count += 1
    const companyId = values.company_id ?? (await this.company())
    const contract = { number: `T-${count}`, kind: 'maintenance', company_id: companyId, bill_to_id: companyId, status: 'active', currency: 'EUR', starts_on: '2026-01-01', source: 'manual' }
    const [id] = await db.table('service_contracts').insert({ ...POLICY, ...contract, version: 1, created_at: AT, updated_at: AT, ...values })
    const lines: number[] = []
    for (const [index, price] of prices.entries()) {
      const row = { service_contract_id: id, position: index + 1, description: `Service ${index + 1}`, quantity: '1', unit_price: price, starts_on: '2026-01-01' }
      const [lineId] = await db.table('contract_lines').insert({ ...row, version: 1, created_at: AT, updated_at: AT, ...line })
      lines.push(Number(lineId))
    }
    return { id: Number(id), companyId, lines }
  }

  async change(lineId: number, kind: string, on: string, terms: Row = {}): Promise<void> {
    await db.table('contract_line_events').insert({ contract_line_id: lineId, kind, happens_on: on, terms: JSON.stringify(terms), created_at: AT })
  }

  async run(until: string, maker: Actor | null = this.maker): Promise<BillingRun> {
    const start = await app.container.make(StartBillingRun)
    return start.now(calendarDate(until), maker)
  }

  approve(run: BillingRun, approver: Actor = this.approver): Promise<BillingRun> {
    return new ApproveBillingRun().handle(run.id, run.revision, approver)
  }

  /** Computes until a day and approves what came. */
  async bill(until: string): Promise<BillingRun> {
    return this.approve(await this.run(until))
  }

  async exclude(runId: number, chargeId: number, reason = 'Disputed by the customer'): Promise<void> {
    await (await app.container.make(ExcludeCharge)).handle(runId, chargeId, reason)
  }

  charges(where: Row = {}): Promise<Row[]> {
    return db.from('charges').where(where).orderBy('id')
  }

  invoices(where: Row = {}): Promise<Row[]> {
    return db.from('invoices').where(where).orderBy('id')
  }

  /** What a run means to the world outside: every charge and invoice without our own keys. */
  async outcome(): Promise<Record<string, unknown[]>> {
    const charges = await db.from('charges').select('source_id', 'period_from', 'period_to', 'kind', 'net_cents', 'state').orderBy('ledger_key')
    const invoices = await db.from('invoices').select('id', 'company_id', 'currency', 'group_key', 'kind', 'status', 'net_cents', 'line_count').orderBy('company_id').orderBy('group_key')
    const lines = await db.from('invoice_lines').join('charges', 'charges.id', 'invoice_lines.charge_id').select('invoice_lines.invoice_id', 'invoice_lines.net_cents', 'ledger_key').orderBy('ledger_key')
    return {
      charges: charges.map(({ net_cents: net, ...charge }) => ({ ...charge, net: Number(net) })),
      invoices: invoices.map(({ id, net_cents: net, ...invoice }) => ({
        ...invoice,
        net: Number(net),
        lines: lines.filter((line) => Number(line.invoice_id) === Number(id)).map((line) => [line.ledger_key, Number(line.net_cents)]),
      })),
    }
  }
}

/** `from amount state` of charges, for short expectations. */
export function said(charges: Row[]): string[] {
  return charges.map((charge) => `${charge.period_from} ${(Number(charge.net_cents) / 100).toFixed(2)} ${charge.state}`)
}
