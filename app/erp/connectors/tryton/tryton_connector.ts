import type { ErpConnector, ErpCustomerAbilities, ErpDescription, ErpEntity, ErpInvoice, ErpPage, ErpPageRequest, ErpRecords, InvoiceToPost } from '#contracts/erp'
import { ERP_ENTITIES } from '#contracts/erp'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import ErpAccessDenied from '#erp/errors/erp_access_denied'
import ErpGibberish from '#erp/errors/erp_gibberish'
import { customerLimits } from '#erp/rules/customer_values'
import { outgoingLimits } from '#erp/rules/outgoing_documents'
import TrytonCustomers, { TRYTON_CUSTOMER_FIELDS } from '#erp/connectors/tryton/tryton_customers'
import TrytonClient, { type TrytonRow, type TrytonSettings } from '#erp/connectors/tryton/tryton_client'
import { TRYTON_SOURCES } from '#erp/connectors/tryton/tryton_entities'
import TrytonInvoices from '#erp/connectors/tryton/tryton_invoices'
import TrytonOrders from '#erp/connectors/tryton/tryton_orders'
import TrytonStockMoves from '#erp/connectors/tryton/tryton_stock_moves'
import TrytonStock from '#erp/connectors/tryton/tryton_stock'
import TrytonReader from '#erp/connectors/tryton/tryton_reader'

interface Company {
  name: string
  currency: string
  timeZone: string
}

const LIMITS = [
  'Tryton does not report deleted records: they are noticed by comparing keys.',
  'Tryton does not forbid two invoices with one reference: the reference is looked up before each invoice.',
  'Invoice numbers must follow their dates: an invoice dated before the last one, or in the future, is refused.',
  'Tryton knows no blocked customers, no language per customer at reasonable cost and no loans of goods.',
  'Tryton knows no price list without a further module, and no site on an invoice; stock is what it computes now, without reservations.',
  'Tryton invoices name nobody who pays instead of the party: the payer stands in the comment of the invoice.',
  'Serial numbers are taken from stock moves of one unit with a lot; moves outside a shipment are not read.',
]

const CUSTOMERS: ErpCustomerAbilities = { creates: true, updates: TRYTON_CUSTOMER_FIELDS, checksVersion: false }

/** An order is a confirmed sale; a part issued is a customer shipment without a sale, its reversal a customer return. */
const OUTGOING = { orders: { confirms: true }, stock: { reverses: true, serials: true, locations: false } }

/** Tryton 6.0 over its JSON-RPC, with the modules sale, stock, stock_lot and account_invoice. */
export default class TrytonConnector implements ErpConnector {
  readonly customers: TrytonCustomers
  readonly orders: TrytonOrders
  readonly stock: TrytonStockMoves
  private client: TrytonClient
  private reader: TrytonReader
  private levels: TrytonStock
  private invoices: TrytonInvoices
  private known: Promise<Company> | null = null

  constructor(private settings: TrytonSettings) {
    this.client = new TrytonClient(settings)
    this.reader = new TrytonReader(this.client, () => this.company().then(({ currency }) => currency))
    this.levels = new TrytonStock(this.client)
    this.customers = new TrytonCustomers(this.client, this.reader)
    this.orders = new TrytonOrders(this.client, this.reader)
    this.stock = new TrytonStockMoves(this.client, this.reader)
    this.invoices = new TrytonInvoices(this.client, this.reader, () => this.today())
  }

  async describe(): Promise<ErpDescription> {
    const version = await this.client.ask<string>('common.server.version', [])
    const { name, currency, timeZone } = await this.company()
    const missing = await this.missingRights()

    return {
      name: 'Tryton',
      version,
      company: name,
      currency,
      timeZone,
      capabilities: {
        changedSince: true,
        tombstones: false,
        fullKeySweep: true,
        externalReferenceSearchable: true,
        externalReferenceUnique: false,
        idempotencyHeader: false,
        draftThenPost: true,
        concurrentPosts: 1,
        unitPriceDecimals: 4,
        customers: CUSTOMERS,
        ...OUTGOING,
      },
      offers: ERP_ENTITIES.filter((entity) => entity !== 'price_list'),
      limits: [...LIMITS, ...customerLimits(CUSTOMERS), ...outgoingLimits(OUTGOING), ...missing],
    }
  }

  async serverTime(): Promise<string> {
    await this.client.context()
    await this.client.ask('common.server.version', [])
    if (!this.client.answeredAt) throw new ErpGibberish('The ERP does not say what time it is')

    return this.client.answeredAt.toISOString()
  }

  readPage<E extends ErpEntity>(entity: E, request: ErpPageRequest): Promise<ErpPage<ErpRecords[E]>> {
    if (entity === 'stock_level') return this.levels.page(request) as Promise<ErpPage<ErpRecords[E]>>
    return this.reader.page(entity, request)
  }

  readKeys(entity: ErpEntity, after: string | null, limit: number) {
    if (entity === 'stock_level') return this.levels.keys(after, limit)
    return this.reader.keys(entity, after, limit)
  }

  readOne<E extends ErpEntity>(entity: E, id: string): Promise<ErpRecords[E] | null> {
    if (entity === 'stock_level') return this.levels.one(id) as Promise<ErpRecords[E] | null>
    return this.reader.one(entity, id)
  }

  findInvoices(reference: string): Promise<ErpInvoice[]> {
    return this.invoices.find(reference)
  }

  postInvoice(invoice: InvoiceToPost, draft?: ErpInvoice | null): Promise<ErpInvoice> {
    return this.invoices.post(invoice, draft)
  }

  async firstOpenDay(notBefore: CalendarDate | null): Promise<CalendarDate | null> {
    return this.invoices.firstOpenDay(notBefore)
  }

  linkTo(entity: ErpEntity, id: string): string | null {
    const source = TRYTON_SOURCES[entity].find(({ prefix }) => id.startsWith(prefix))
    if (!source) return null
    const { url, database } = this.settings

    return `${url.replace(/\/+$/, '')}/#${encodeURIComponent(database)}/model/${source.model}/${id.slice(source.prefix.length)}`
  }

  close(): Promise<void> {
    return this.client.close()
  }

  /** The day it is where the company is, by the server's clock. */
  private async today(): Promise<string> {
    const { timeZone } = await this.company()
    return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(this.client.answeredAt!)
  }

  private company(): Promise<Company> {
    this.known ??= this.readCompany().catch((error) => {
      this.known = null
      throw error
    })
    return this.known
  }

  private async readCompany(): Promise<Company> {
    const { company } = await this.client.context()
    if (!company) throw new ErpAccessDenied('The ERP user belongs to no company')
    const fields = ['party.name', 'currency.code', 'timezone']
    const [row] = await this.client.read<TrytonRow[]>('model.company.company.read', [[company], fields])

    return {
      name: String((row['party.'] as TrytonRow).name),
      currency: String((row['currency.'] as TrytonRow).code),
      timeZone: String(row.timezone ?? 'UTC'),
    }
  }

  private async missingRights(): Promise<string[]> {
    const wanted = ['party.party', 'product.product', 'sale.sale', 'stock.shipment.out', 'account.invoice']
    const rights = await this.client.read<Record<string, Record<string, boolean>>>('model.ir.model.access.get_access', [
      wanted,
    ])
    const unread = wanted.filter((model) => !rights[model]?.read).map((model) => `The user may not read ${model}.`)
    const mayInvoice = rights['account.invoice']?.create && rights['account.invoice']?.write

    return mayInvoice ? unread : [...unread, 'The user may not create invoices.']
  }
}
