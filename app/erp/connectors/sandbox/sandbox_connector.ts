import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { CUSTOMER_FIELDS } from '#contracts/erp'
import type {
  ErpConnector,
  ErpCustomerIntake,
  ErpDescription,
  ErpEntity,
  ErpInvoice,
  ErpPage,
  ErpPageRequest,
  ErpRecords,
  InvoiceToPost,
} from '#contracts/erp'
import { CORE_ENTITIES, ERP_ENTITIES } from '#contracts/erp'
import { addDays, type CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant, todayIn } from '#shared/clock'
import IssueSandboxInvoice from '#erp/actions/issue_sandbox_invoice'
import ValidateSandboxDraft from '#erp/actions/validate_sandbox_draft'
import WriteSandboxDraft from '#erp/actions/write_sandbox_draft'
import { differencesOf } from '#erp/rules/posted_invoice'
import SandboxCustomerIntake from '#erp/connectors/sandbox/sandbox_customer_intake'
import SandboxOrderIntake from '#erp/connectors/sandbox/sandbox_order_intake'
import SandboxStockIntake from '#erp/connectors/sandbox/sandbox_stock_intake'
import { SANDBOX_TABLES, recordsOf, type SandboxRow } from '#erp/connectors/sandbox/sandbox_reader'
import { sandboxSettings } from '#erp/connectors/sandbox/sandbox_settings'

const WITH_SCREENS = new Set<ErpEntity>(CORE_ENTITIES)

/**
 * A small ERP in the application's own tables: for trying things out, for demonstrations
 * and for measuring. It keeps the same contract as a real one.
 */
export default class SandboxConnector implements ErpConnector {
  readonly customers: ErpCustomerIntake = new SandboxCustomerIntake()
  readonly orders = new SandboxOrderIntake()
  readonly stock = new SandboxStockIntake()

  async describe(): Promise<ErpDescription> {
    const { company, currency, timeZone, hasUniqueReferences } = await sandboxSettings(db.connection())

    return {
      name: 'Sandbox',
      version: '1',
      company,
      currency,
      timeZone,
      capabilities: {
        changedSince: true,
        tombstones: false,
        fullKeySweep: true,
        externalReferenceSearchable: true,
        externalReferenceUnique: hasUniqueReferences,
        idempotencyHeader: false,
        draftThenPost: false,
        concurrentPosts: 1,
        unitPriceDecimals: 8,
        customers: { creates: true, updates: [...CUSTOMER_FIELDS], checksVersion: true },
        orders: { confirms: true },
        stock: { reverses: true, serials: true, locations: true },
        payers: true,
      },
      offers: [...ERP_ENTITIES],
      limits: ['The sandbox lives in this application: it is for trying things out, not for keeping books.'],
    }
  }

  async serverTime(): Promise<string> {
    return now().toISO()!
  }

  async readPage<E extends ErpEntity>(
    entity: E,
    { since, after, limit }: ErpPageRequest
  ): Promise<ErpPage<ErpRecords[E]>> {
    const query = db.from(SANDBOX_TABLES[entity]).orderBy('modified_at').orderBy('id').limit(limit)
    if (since) query.where('modified_at', '>=', sqlInstant(DateTime.fromISO(since)))
    if (after) {
      const [at, id] = after.split('|')
      query.where((later) =>
        later
          .where('modified_at', '>', at)
          .orWhere((same) => same.where('modified_at', at).where('id', '>', Number(id)))
      )
    }

    const rows: SandboxRow[] = await query
    const last = rows.at(-1)
    const page = await recordsOf<E>(entity, rows)

    return { ...page, next: last && rows.length === limit ? `${last.modified_at}|${last.id}` : null }
  }

  async readKeys(entity: ErpEntity, after: string | null, limit: number) {
    const rows = await db
      .from(SANDBOX_TABLES[entity])
      .select('id')
      .where('id', '>', Number(after ?? 0))
      .orderBy('id')
      .limit(limit)
    const keys = rows.map(({ id }) => String(id))

    return { keys, next: keys.length === limit ? keys.at(-1)! : null }
  }

  async readOne<E extends ErpEntity>(entity: E, id: string): Promise<ErpRecords[E] | null> {
    if (!/^\d{1,15}$/.test(id)) return null
    const rows: SandboxRow[] = await db.from(SANDBOX_TABLES[entity]).where('id', Number(id))

    const { records } = await recordsOf<E>(entity, rows)
    return records[0] ?? null
  }

  async findInvoices(reference: string): Promise<ErpInvoice[]> {
    const rows: SandboxRow[] = await db
      .from('sandbox_invoices')
      .where({ reference })
      .whereNot('state', 'cancelled')
      .orderBy('id')

    const { records } = await recordsOf<'invoice'>('invoice', rows)
    return records
  }

  async postInvoice(invoice: InvoiceToPost, draft?: ErpInvoice | null): Promise<ErpInvoice> {
    const known = draft === undefined ? (await this.findInvoices(invoice.reference))[0] : draft
    if (known && known.state !== 'draft') return known
    const { timeZone } = await sandboxSettings(db.connection())
    const isWhole = known && differencesOf(invoice, known).length === 0
    if (known && !isWhole) await new WriteSandboxDraft().discard(Number(known.id))
    if (isWhole) await new ValidateSandboxDraft().handle(Number(known.id), todayIn(timeZone))
    const id = isWhole ? known.id : await new IssueSandboxInvoice().handle(invoice, todayIn(timeZone))

    return (await this.readOne('invoice', String(id)))!
  }

  async firstOpenDay(notBefore: CalendarDate | null): Promise<CalendarDate | null> {
    const { closedUntil, timeZone } = await sandboxSettings(db.connection())
    const [today, wanted] = [todayIn(timeZone), notBefore ?? todayIn(timeZone)]
    const open = closedUntil && closedUntil >= wanted ? addDays(closedUntil, 1) : wanted

    return open <= today ? open : null
  }

  linkTo(entity: ErpEntity, id: string): string | null {
    return WITH_SCREENS.has(entity) ? `/sandbox/${SANDBOX_TABLES[entity].replace('sandbox_', '')}/${id}` : '/sandbox/masters'
  }

  async close(): Promise<void> {}
}
