import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import type { ErpInvoice } from '#contracts/erp'
import { dispatch } from '#shared/queue/queue'
import BeginPosting from '#billing/actions/begin_posting'
import StartBillingRun from '#billing/actions/start_billing_run'
import type BillingRun from '#billing/models/billing_run'
import { calendarDate } from '#shared/calendar/calendar_date'
import SyncConnection from '#erp/actions/sync_connection'
import { syncConnection } from '#erp/jobs/sync_connection'
import type ErpConnection from '#erp/models/erp_connection'
import type BillingWorld from '#tests/support/billing_world'

const BILLING = ['hand_credit_shares', 'hand_credits', 'invoice_lines', 'invoices', 'charges', 'billing_run_failures', 'billing_runs']
const SYNCED = [
  ...['contract_alerts', 'contract_line_events', 'contract_lines', 'service_contracts'],
  ...['installed_item_events', 'installed_items', 'contacts', 'companies', 'search_tokens', 'search_backlog', 'record_changes'],
  ...['erp_payment_shares', 'erp_payments', 'erp_due_dates'],
  ...['erp_invoices', 'delivery_lines', 'deliveries', 'sales_order_lines', 'sales_orders', 'customer_contacts', 'customer_addresses', 'customers'],
  ...['sync_problems', 'sync_run_entities', 'sync_runs', 'sync_cursors', 'sync_locks', 'number_sequences'],
]

/** A house whose processes are killed: its work is begun here, done there, and looked at from the database alone. */
export default class KilledHouse {
  constructor(
    readonly connection: ErpConnection,
    readonly world: BillingWorld
  ) {}

  async syncHere(): Promise<void> {
    await new SyncConnection().handle(this.connection.id, { mode: 'full' })
  }

  async beginSync(): Promise<void> {
    await dispatch(syncConnection, { connectionId: this.connection.id, mode: 'full', sweeps: false }, { key: `connection-${this.connection.id}` })
  }

  async isSynced(): Promise<boolean> {
    const run = await db.from('sync_runs').orderBy('id', 'desc').first()
    return run?.state === 'done'
  }

  async beginRun(until: string): Promise<BillingRun> {
    return (await app.container.make(StartBillingRun)).later(calendarDate(until), this.world.maker)
  }

  async isComputed(): Promise<boolean> {
    const run = await db.from('billing_runs').orderBy('id', 'desc').first()
    return run?.status === 'proposed'
  }

  /** Computes and approves what is due, and lets it be posted by whoever works. */
  async beginPosting(until: string): Promise<BillingRun> {
    const run = await this.world.bill(until)
    return new BeginPosting().handle(run.id)
  }

  async isPosted(): Promise<boolean> {
    const run = await db.from('billing_runs').orderBy('id', 'desc').first()
    return run?.status === 'done'
  }

  /** Minutes go by for postings whose end nobody knows. What died with its process can arrive at the sandbox no more. */
  async letTimePass(): Promise<void> {
    const long = '2020-01-01 00:00:00'
    await db.from('outbox_messages').where('state', 'unknown').update({ sent_at: long, next_attempt_at: long })
  }

  async forgetBilling(): Promise<void> {
    await this.forget([...BILLING, 'outbox_events', 'outbox_messages', 'jobs'])
  }

  async forgetSynced(): Promise<void> {
    await this.forget([...BILLING, ...SYNCED, 'jobs'])
  }

  /** What came in from the ERP and what followed from it, by the ERP's own keys. */
  async synced(): Promise<Record<string, unknown[]>> {
    const mirrored = (table: string) => db.from(table).select('external_id', 'payload_hash').whereNull('gone_at').orderBy('external_id')
    const contracts = db
      .from('service_contracts')
      .join('companies', 'companies.id', 'service_contracts.company_id')
      .join('contract_lines', 'contract_lines.service_contract_id', 'service_contracts.id')
      .select('source_key', 'service_contracts.status', 'companies.number', 'contract_lines.quantity', 'contract_lines.unit_price')
      .orderBy('source_key')
    const items = db.from('installed_items').join('companies', 'companies.id', 'installed_items.company_id').select('serial', 'installed_items.status', 'installed_items.quantity', 'companies.number')
    return {
      customers: await mirrored('customers'),
      orders: await mirrored('sales_orders'),
      deliveries: await mirrored('deliveries'),
      invoices: await mirrored('erp_invoices'),
      companies: await db.from('companies').select('number', 'name', 'status', 'city').orderBy('number'),
      contacts: await db.from('contacts').select('first_name', 'last_name', 'email'),
      contracts: await contracts,
      items: await items,
    }
  }

  /** Compares our invoices with those that the ERP holds under their references. */
  async postedTwiceOrNever(held: (references: string[]) => Promise<ErpInvoice[]>) {
    const ours = await db.from('invoices').select('reference', 'erp_number', 'total_cents', 'status')
    const theirs = new Map<string, ErpInvoice[]>()
    for (const invoice of await held(ours.map(({ reference }) => reference))) {
      theirs.set(invoice.reference!, [...(theirs.get(invoice.reference!) ?? []), invoice])
    }
    const of = (reference: string) => theirs.get(reference) ?? []
    return {
      invoices: ours.length,
      missing: ours.filter(({ reference }) => of(reference).length === 0).length,
      duplicates: ours.filter(({ reference }) => of(reference).length > 1).length,
      different: ours.filter(({ reference, erp_number: number, total_cents: total }) => of(reference)[0]?.number !== number || of(reference)[0]?.totalCents !== Number(total)).length,
      notPosted: ours.filter(({ status }) => status !== 'posted').length,
    }
  }

  private async forget(tables: string[]) {
    for (const table of tables) await db.from(table).delete()
  }
}
