import type { ErpConnector, ErpDescription, ErpEntity, ErpIntake, ErpInvoice, ErpOrder, ErpPage, ErpPageRequest, ErpRecords, ErpStockMove, InvoiceToPost, OrderToPlace, StockMoveToPost } from '#contracts/erp'
import { now } from '#shared/clock'
import type { TriedRecord } from '#erp/connectors/configured/mapped_records'
import type { Scope } from '#erp/connectors/configured/field_path'
import FileAnswers, { type ANSWER_RULES } from '#erp/connectors/files/file_answers'
import FileIntake from '#erp/connectors/files/file_intake'
import FilePostings from '#erp/connectors/files/file_postings'
import FileRecords from '#erp/connectors/files/file_records'
import FilesEntity from '#erp/connectors/files/files_entity'
import { filesCapabilities, filesLimits, filesOffers } from '#erp/connectors/files/files_abilities'
import FilesDocuments, { type RowsOf } from '#erp/connectors/files/files_documents'
import FilesIntake from '#erp/connectors/files/files_intake'
import { FOLDERS, type FilesMapping, type OutgoingFileMapping } from '#erp/connectors/files/files_mapping'
import { linesToPost } from '#erp/connectors/configured/lines_to_post'
import { STOCK_MOVE, TARGETS, type Target } from '#erp/connectors/configured/record_targets'
import type { Folder } from '#erp/connectors/files/folder'
import ErpRefused from '#erp/errors/erp_refused'

const TRIED = 20
/** Of a connection that is not saved yet: it is only asked who it is. */
const UNSAVED = 0

/** Any ERP that can do no more than write files and read files. */
export default class FilesConnector implements ErpConnector {
  private readonly entities = new Map<ErpEntity, FilesEntity<ErpEntity>>()
  readonly orders?: ErpIntake<OrderToPlace, ErpOrder>
  readonly stock?: ErpIntake<StockMoveToPost, ErpStockMove>
  private readonly invoices: FilesDocuments<InvoiceToPost, ErpInvoice> | null
  private readonly below: typeof FOLDERS
  private prepared: Promise<void> | null = null

  constructor(
    private folder: Folder,
    private mapping: FilesMapping,
    connectionId: number | null,
    waitMs: number
  ) {
    const id = connectionId ?? UNSAVED
    this.below = { ...FOLDERS, ...mapping.folders }
    const intake = new FileIntake(folder, id, mapping, this.below)
    const kept = new FileRecords(id)
    for (const [name, entity] of Object.entries(mapping.entities)) {
      this.entities.set(name as ErpEntity, new FilesEntity(name as ErpEntity, entity, kept, intake, id))
    }
    const { invoices, orders, stock } = mapping
    const postings = new FilePostings(id)
    const documents = <Sent extends { reference: string }, Held>(kind: keyof typeof ANSWER_RULES, own: OutgoingFileMapping, target: Target, rows: RowsOf<Sent>, sentScope: (sent: Sent) => Scope) => {
      const answers = own.answers ? new FileAnswers<Sent, Held>(own.answers, kind, target, sentScope, postings, intake) : null
      return new FilesDocuments<Sent, Held>(own, rows, mapping.format ?? {}, folder, this.below, postings, answers, waitMs)
    }
    const asSent = (sent: OrderToPlace | StockMoveToPost): Scope => ({ ...sent })
    this.invoices = invoices
      ? documents<InvoiceToPost, ErpInvoice>('invoice', invoices, TARGETS.invoice, invoiceRows(invoices), (sent) => ({ ...sent, lineCount: sent.lines.length }))
      : null
    const ready = () => this.ready()
    if (orders?.answers) this.orders = new FilesIntake(documents<OrderToPlace, ErpOrder>('order', orders, TARGETS.order, orderRows, asSent), ready, () => this.scope)
    if (stock?.answers) this.stock = new FilesIntake(documents<StockMoveToPost, ErpStockMove>('stock', stock, STOCK_MOVE, (move, own) => [{ ...own, move }], asSent), ready, () => this.scope)
  }

  async describe(): Promise<ErpDescription> {
    await this.ready()
    const { name, version = '', company } = this.mapping
    return { name, version, ...company, capabilities: filesCapabilities(this.mapping), offers: filesOffers(this.mapping), limits: filesLimits(this.mapping) }
  }

  /** Our own clock, to the second: it stamps what the files bring. */
  async serverTime(): Promise<string> {
    return now().toISO()!
  }

  async readPage<E extends ErpEntity>(entity: E, request: ErpPageRequest): Promise<ErpPage<ErpRecords[E]>> {
    await this.ready()
    const known = this.entities.get(entity)
    return known ? ((await known.page(request, this.scope)) as ErpPage<ErpRecords[E]>) : { records: [], unreadable: [], next: null }
  }

  async readKeys(entity: ErpEntity, after: string | null, limit: number) {
    return this.entities.get(entity)?.keyPage(after, limit) ?? { keys: [], next: null }
  }

  async readOne<E extends ErpEntity>(entity: E, id: string): Promise<ErpRecords[E] | null> {
    return ((await this.entities.get(entity)?.single(id, this.scope)) ?? null) as ErpRecords[E] | null
  }

  /** What was kept raw, understood by the mapping as it stands now. */
  async remap<E extends ErpEntity>(entity: E, raw: unknown[]) {
    const page = await this.entities.get(entity)?.understood(raw, this.scope)
    return (page ?? { records: [], unreadable: [] }) as Pick<ErpPage<ErpRecords[E]>, 'records' | 'unreadable'>
  }

  /** What the ERP's own export shows counts before its answer: it is newer. */
  async findInvoices(reference: string): Promise<ErpInvoice[]> {
    await this.ready()
    const entity = this.entities.get('invoice') as unknown as FilesEntity<'invoice'> | undefined
    const exported = (await entity?.withReference(reference, this.scope)) ?? []
    const answered = exported.length > 0 ? await this.answeredBeside(reference) : await this.sending().find(reference, this.scope)
    const known = new Set(exported.map(({ id }) => id))

    return [...exported, ...answered.filter(({ id }) => !known.has(id))].filter(({ state }) => state !== 'cancelled')
  }

  async postInvoice(invoice: InvoiceToPost): Promise<ErpInvoice> {
    await this.ready()
    return this.sending().post(invoice, this.scope)
  }

  /** The first records with this mapping, of what the files have brought so far. */
  async trial(entity: ErpEntity): Promise<TriedRecord[]> {
    await this.ready()
    return (await this.entities.get(entity)?.trial(TRIED, this.scope)) ?? []
  }

  linkTo(): null {
    return null
  }

  close(): Promise<void> {
    return this.folder.close()
  }

  private get scope() {
    return { company: this.mapping.company }
  }

  /** An answer that is still missing says nothing once the invoice stands in an export. */
  private async answeredBeside(reference: string): Promise<ErpInvoice[]> {
    return this.sending()
      .find(reference, this.scope)
      .catch(() => [])
  }

  private sending(): FilesDocuments<InvoiceToPost, ErpInvoice> {
    if (!this.invoices) throw new ErpRefused('set_up_missing', 'The mapping does not say how an invoice is written')
    return this.invoices
  }

  private ready(): Promise<void> {
    this.prepared ??= this.folder.prepare([...new Set(Object.values(this.below))]).catch((error) => {
      this.prepared = null
      throw error
    })
    return this.prepared
  }
}

function invoiceRows({ amounts, priceDecimals }: NonNullable<FilesMapping['invoices']>): RowsOf<InvoiceToPost> {
  return (invoice, own) => {
    const lines = linesToPost(invoice, { amounts, priceDecimals, steps: [] })
    const whole = { ...own, invoice: { ...invoice, isCredit: invoice.netCents < 0, lines } }
    return lines.map((line, index) => ({ ...whole, line, position: index + 1 }))
  }
}

const orderRows: RowsOf<OrderToPlace> = (order, own) => order.lines.map((line, index) => ({ ...own, order, line, position: index + 1 }))
