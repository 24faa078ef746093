import type {
  ErpCapabilities,
  ErpConnector,
  ErpDescription,
  ErpEntity,
  ErpInvoice,
  ErpPage,
  ErpPageRequest,
  ErpRecords,
} from '#contracts/erp'
import { CORE_ENTITIES } from '#contracts/erp'
import ErpGibberish from '#erp/errors/erp_gibberish'
import ErpRefused from '#erp/errors/erp_refused'

interface Stored {
  record: ErpRecords[ErpEntity]
  modified: string | null
}

type Call = 'describe' | 'serverTime' | 'readPage' | 'readKeys' | 'readOne'

/** An ERP in memory with a clock of its own, that can be told to fail at any call. */
export default class FakeErp implements ErpConnector {
  /** Its clock, in milliseconds; moves only when told to. */
  time = Date.parse('2026-11-22T08:00:00Z')
  readonly calls: string[] = []
  readonly unreadable = new Set<string>()
  readonly hiddenKeys = new Set<string>()
  capabilities: Partial<ErpCapabilities> = {}
  offers: ErpEntity[] = [...CORE_ENTITIES]
  /** Told of each call with its number, before it is answered; what it throws is the answer. */
  onCall: (call: Call, number: number, entity?: ErpEntity) => void | Promise<void> = () => {}

  private readonly stored = new Map<ErpEntity, Map<string, Stored>>()

  put<E extends ErpEntity>(entity: E, record: ErpRecords[E], modified: string | null = this.instant()): void {
    this.table(entity).set(record.id, { record: structuredClone(record), modified })
  }

  remove(entity: ErpEntity, id: string): void {
    this.table(entity).delete(id)
  }

  /** The records of an entity as they stand. */
  held<E extends ErpEntity>(entity: E): ErpRecords[E][] {
    return [...this.table(entity).values()].map(({ record }) => structuredClone(record) as ErpRecords[E])
  }

  advance(minutes: number): void {
    this.time += minutes * 60_000
  }

  instant(): string {
    return new Date(this.time).toISOString()
  }

  async describe(): Promise<ErpDescription> {
    await this.called('describe')
    const capabilities: ErpCapabilities = {
      changedSince: true,
      tombstones: false,
      fullKeySweep: true,
      externalReferenceSearchable: true,
      externalReferenceUnique: false,
      idempotencyHeader: false,
      draftThenPost: false,
      concurrentPosts: 1,
      unitPriceDecimals: 4,
      ...this.capabilities,
    }

    return { name: 'Fake', version: '1', company: 'Fake Ltd', currency: 'EUR', timeZone: 'Europe/Madrid', capabilities, offers: [...this.offers], limits: [] }
  }

  async serverTime(): Promise<string> {
    await this.called('serverTime')
    return this.instant()
  }

  async readPage<E extends ErpEntity>(entity: E, request: ErpPageRequest): Promise<ErpPage<ErpRecords[E]>> {
    await this.called('readPage', entity)
    const keyed = [...this.table(entity)]
      .filter(([, { modified }]) => request.since === null || (modified !== null && modified >= request.since))
      .map(([id, stored]) => ({ id, ...stored, key: request.since === null ? id : `${stored.modified}/${id}` }))
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .filter(({ key }) => request.after === null || key > request.after)
    const page = keyed.slice(0, request.limit)
    const bad = (id: string) => this.unreadable.has(`${entity}/${id}`)

    return {
      records: page.filter(({ id }) => !bad(id)).map(({ record }) => structuredClone(record) as ErpRecords[E]),
      unreadable: page.filter(({ id }) => bad(id)).map(({ id, record }) => ({ id, reason: `the name of "${id}" is torn`, raw: record })),
      next: keyed.length > page.length ? page.at(-1)!.key : null,
    }
  }

  async readKeys(entity: ErpEntity, after: string | null, limit: number) {
    await this.called('readKeys', entity)
    const keys = [...this.table(entity).keys()]
      .filter((id) => !this.hiddenKeys.has(`${entity}/${id}`) && (after === null || id > after))
      .sort()
    const page = keys.slice(0, limit)

    return { keys: page, next: keys.length > page.length ? page.at(-1)! : null }
  }

  async readOne<E extends ErpEntity>(entity: E, id: string): Promise<ErpRecords[E] | null> {
    await this.called('readOne', entity)
    if (this.unreadable.has(`${entity}/${id}`)) throw new ErpGibberish(`the name of "${id}" is torn`)
    const found = this.table(entity).get(id)

    return found ? (structuredClone(found.record) as ErpRecords[E]) : null
  }

  async findInvoices(reference: string): Promise<ErpInvoice[]> {
    const invoices = [...this.table('invoice').values()].map(({ record }) => record as ErpInvoice)
    return invoices.filter((invoice) => invoice.reference === reference)
  }

  async postInvoice(): Promise<ErpInvoice> {
    throw new ErpRefused('other', 'The fake takes no invoices')
  }

  linkTo(entity: ErpEntity, id: string): string {
    return `https://fake.example/${entity}/${id}`
  }

  async close(): Promise<void> {}

  private async called(call: Call, entity?: ErpEntity): Promise<void> {
    this.calls.push(entity ? `${call} ${entity}` : call)
    await this.onCall(call, this.calls.length, entity)
  }

  private table(entity: ErpEntity): Map<string, Stored> {
    return this.stored.get(entity) ?? this.stored.set(entity, new Map()).get(entity)!
  }
}
