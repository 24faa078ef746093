import { IANAZone } from 'luxon'
import type { ErpConnector, ErpDescription, ErpEntity, ErpInvoice, ErpPage, ErpPageRequest, ErpRecords, InvoiceToPost } from '#contracts/erp'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import type { Scope } from '#erp/connectors/configured/field_path'
import { compileRule } from '#erp/connectors/configured/field_rules'
import type { Mapping } from '#erp/connectors/configured/mapping'
import type { TriedRecord } from '#erp/connectors/configured/mapped_records'
import { capabilitiesOf, limitsOf, offersOf } from '#erp/connectors/configured/mapping_abilities'
import ConfiguredCustomers from '#erp/connectors/configured/configured_customers'
import ConfiguredEntity from '#erp/connectors/configured/configured_entity'
import ConfiguredInvoices from '#erp/connectors/configured/configured_invoices'
import ConfiguredOrders from '#erp/connectors/configured/configured_orders'
import ConfiguredStock from '#erp/connectors/configured/configured_stock'
import type { ReachSettings } from '#erp/connectors/configured/connection_settings'
import ErpClient from '#erp/connectors/configured/erp_client'
import type { Transport } from '#erp/connectors/configured/transport'
import ErpGibberish from '#erp/errors/erp_gibberish'
import { compileAddress } from '#erp/connectors/configured/request_template'

type Company = Record<'company' | 'currency' | 'timeZone' | 'name' | 'version', string>

const TRIED = 20

/** Any ERP over a protocol that the house speaks, as a mapping describes it. */
export default class ConfiguredConnector implements ErpConnector {
  readonly customers?: ConfiguredCustomers
  readonly orders?: ConfiguredOrders
  readonly stock?: ConfiguredStock
  private readonly client: ErpClient
  private readonly entities = new Map<ErpEntity, ConfiguredEntity<ErpEntity>>()
  private readonly invoices: ConfiguredInvoices
  private known: Promise<Company> | null = null

  constructor(
    private settings: ReachSettings,
    private mapping: Mapping,
    transport: Transport
  ) {
    this.client = new ErpClient(settings, mapping, transport)
    for (const [name, entity] of Object.entries(mapping.entities)) {
      this.entities.set(name as ErpEntity, new ConfiguredEntity(this.client, name as ErpEntity, entity))
    }
    const customer = this.entities.get('customer') as unknown as ConfiguredEntity<'customer'> | undefined
    if (mapping.customers && customer) this.customers = new ConfiguredCustomers(this.client, customer, mapping.customers, () => this.scope())
    const order = this.entities.get('order') as unknown as ConfiguredEntity<'order'> | undefined
    if (mapping.orders && order) this.orders = new ConfiguredOrders(this.client, order, mapping.orders, () => this.scope())
    if (mapping.stock) this.stock = new ConfiguredStock(this.client, mapping.stock, () => this.scope())
    this.invoices = new ConfiguredInvoices(this.client, this.entities.get('invoice') as unknown as ConfiguredEntity<'invoice'> | undefined, mapping.invoices)
  }

  /** What was kept raw, understood by the mapping as it stands now. */
  async remap<E extends ErpEntity>(entity: E, raw: unknown[], known: ErpDescription) {
    const { company, currency, timeZone, name, version } = known
    const rows = await this.entities.get(entity)?.understood(raw, { company: { company, currency, timeZone, name, version } })
    return (rows ?? { records: [], unreadable: [] }) as Pick<ErpPage<ErpRecords[E]>, 'records' | 'unreadable'>
  }

  async describe(): Promise<ErpDescription> {
    await this.client.open()
    const { company, currency, timeZone, name, version } = await this.company()
    return { name, version, company, currency, timeZone, capabilities: capabilitiesOf(this.mapping), offers: offersOf(this.mapping), limits: limitsOf(this.mapping) }
  }

  async serverTime(): Promise<string> {
    const { time, company } = this.mapping
    const request = time?.request ?? company.request
    if (!request) throw new ErpGibberish('The mapping has no request that would tell the time')
    const { body } = await this.client.call(this.client.compile(request), {}, 'reads')
    if (time?.value !== undefined) return String(compileRule(time.value)(body, { company: await this.company() }))
    if (!this.client.answeredAt) throw new ErpGibberish('The ERP does not say what time it is')

    return this.client.answeredAt.toISOString()
  }

  async readPage<E extends ErpEntity>(entity: E, request: ErpPageRequest): Promise<ErpPage<ErpRecords[E]>> {
    const known = this.entities.get(entity)
    if (!known) return { records: [], unreadable: [], next: null }

    return (await known.page({ ...request, limit: this.limited(request.limit) }, await this.scope())) as ErpPage<ErpRecords[E]>
  }

  async readKeys(entity: ErpEntity, after: string | null, limit: number) {
    const known = this.entities.get(entity)
    return known ? known.keyPage(after, this.limited(limit), await this.scope()) : { keys: [], next: null }
  }

  async readOne<E extends ErpEntity>(entity: E, id: string): Promise<ErpRecords[E] | null> {
    const known = this.entities.get(entity)
    return known ? ((await known.single(id, await this.scope())) as ErpRecords[E] | null) : null
  }

  async findInvoices(reference: string): Promise<ErpInvoice[]> {
    return this.invoices.find(reference, await this.scope())
  }

  async postInvoice(invoice: InvoiceToPost, draft?: ErpInvoice | null): Promise<ErpInvoice> {
    return this.invoices.post(invoice, await this.scope(), draft)
  }

  async firstOpenDay(notBefore: CalendarDate | null): Promise<CalendarDate | null> {
    const { timeZone } = await this.company()
    return this.invoices.firstOpenDay(notBefore, todayIn(timeZone), await this.scope())
  }

  /** The first records of an entity, as the ERP gives them and as the mapping makes them. */
  async trial(entity: ErpEntity): Promise<TriedRecord[]> {
    const known = this.entities.get(entity)
    return known ? known.trial(TRIED, await this.scope()) : []
  }

  linkTo(entity: ErpEntity, id: string): string | null {
    const link = this.mapping.links?.[entity]
    return link === undefined ? null : compileAddress(link.replace('{settings.url}', this.settings.url.replace(/\/+$/, '')))({ id, settings: this.settings })
  }

  close(): Promise<void> {
    return this.client.close()
  }

  private limited(limit: number): number {
    return Math.min(limit, this.mapping.limits?.pageSize ?? limit)
  }

  private async scope(): Promise<Scope> {
    return { company: await this.company() }
  }

  private company(): Promise<Company> {
    this.known ??= this.readCompany().catch((error) => {
      this.known = null
      throw error
    })
    return this.known
  }

  private async readCompany(): Promise<Company> {
    const { request, fields } = this.mapping.company
    const body = request ? (await this.client.call(this.client.compile(request), {}, 'reads')).body : null
    const read = (name: keyof Company, fallback: string) => {
      const rule = fields[name]
      return rule === undefined ? fallback : String(compileRule(rule)(body, { settings: this.settings }) ?? fallback)
    }
    const company = {
      company: read('company', ''),
      currency: read('currency', ''),
      timeZone: read('timeZone', 'UTC'),
      name: read('name', this.mapping.name),
      version: read('version', this.mapping.version ?? ''),
    }
    if (!company.company || !/^[A-Z]{3}$/.test(company.currency)) {
      throw new ErpGibberish('The ERP does not name its company and currency where the mapping looks for them')
    }
    if (!IANAZone.isValidZone(company.timeZone)) throw new ErpGibberish(`${company.timeZone} is no time zone such as Europe/Madrid`)
    return company
  }
}
