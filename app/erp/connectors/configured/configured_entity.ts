import type { ErpEntity, ErpPage, ErpPageRequest, ErpRecords } from '#contracts/erp'
import { asList, compilePath, type Reader, type Scope } from '#erp/connectors/configured/field_path'
import { compileRule } from '#erp/connectors/configured/field_rules'
import MappedRecords, { type TriedRecord } from '#erp/connectors/configured/mapped_records'
import { TARGETS } from '#erp/connectors/configured/record_targets'
import type ErpClient from '#erp/connectors/configured/erp_client'
import type { EntityMapping } from '#erp/connectors/configured/mapping'
import { pagedList, type PagedList, type Position } from '#erp/connectors/configured/paged_list'
import type { CompiledOperation } from '#erp/connectors/configured/transport'
import ErpGibberish from '#erp/errors/erp_gibberish'

interface Part {
  name: string
  per: 'page' | 'record'
  operation: CompiledOperation
  rows: Reader
  parent: Reader
}

/** Reads the records of one entity as its mapping says. */
export default class ConfiguredEntity<E extends ErpEntity> {
  private readonly list: PagedList
  private readonly keys: PagedList
  private readonly children: { list: PagedList; parent: Reader }[]
  private readonly parts: Part[]
  private readonly one: CompiledOperation
  private readonly row: Reader
  private readonly key: Reader
  private readonly brief: Reader | null
  private readonly mapped: MappedRecords<ErpRecords[E]>

  constructor(
    private client: ErpClient,
    entity: E,
    mapping: EntityMapping
  ) {
    this.list = pagedList(client, mapping.list)
    this.keys = mapping.keys ? pagedList(client, mapping.keys) : this.list
    this.brief = mapping.list.brief === undefined ? null : compileRule(mapping.list.brief)
    this.key = mapping.keys ? compileRule(mapping.keys.key) : (this.brief ?? compileRule(mapping.id))
    this.children = (mapping.children ?? []).map((child) => ({ list: pagedList(client, child), parent: compileRule(child.parent) }))
    this.parts = Object.entries(mapping.parts ?? {}).map(([name, part]) => ({
      name,
      per: part.per,
      operation: client.compile(part),
      rows: compilePath(part.rows),
      parent: compileRule(part.parent),
    }))
    this.one = client.compile(mapping.one!)
    this.row = compilePath(mapping.one!.row)
    this.mapped = new MappedRecords(TARGETS[entity], mapping.id, mapping.fields)
  }

  /** The list first; then, when changes are wanted, the parents of children that changed. */
  async page({ since, after, limit }: ErpPageRequest, scope: Scope): Promise<ErpPage<ErpRecords[E]>> {
    const { source, position } = after ? (JSON.parse(after) as { source: number; position: Position | null }) : { source: 0, position: null }
    const list = source === 0 ? this.list : this.children[source - 1].list
    const { rows, next } = await list({ ...scope, since }, position, limit, since !== null)
    const whole = source === 0 ? await this.whole(rows, scope, this.brief) : await this.parents(rows, this.children[source - 1].parent, scope)
    const isLast = since === null || source >= this.children.length
    const following = next ? { source, position: next } : isLast ? null : { source: source + 1, position: null }

    return { ...(await this.records(whole, scope)), next: following && JSON.stringify(following) }
  }

  /** The first rows as they come, each with what the mapping makes of it. */
  async trial(limit: number, scope: Scope): Promise<TriedRecord[]> {
    const { rows } = await this.list({ ...scope, since: null }, null, limit, false)
    const whole = await this.whole(rows.slice(0, limit), scope, this.brief)
    return this.mapped.tried(await this.completed(whole, scope), scope)
  }

  async keyPage(after: string | null, limit: number, scope: Scope): Promise<{ keys: string[]; next: string | null }> {
    const { rows, next } = await this.keys({ ...scope, since: null }, after ? (JSON.parse(after) as Position) : null, limit, false)
    return { keys: rows.map((row) => String(this.key(row, scope))), next: next && JSON.stringify(next) }
  }

  async single(id: string, scope: Scope): Promise<ErpRecords[E] | null> {
    const row = await this.rawRow(id, scope)
    if (row === null) return null
    const { records, unreadable } = await this.records([row], scope)
    if (unreadable.length > 0) throw new ErpGibberish(`Record ${id} cannot be understood: ${unreadable[0].reason}`)

    return records[0]
  }

  async records(rows: unknown[], scope: Scope): Promise<Omit<ErpPage<ErpRecords[E]>, 'next'>> {
    return this.mapped.page(await this.completed(rows, scope), scope)
  }

  /** Rows that are whole already, such as those of the archive. */
  understood(rows: unknown[], scope: Scope): Promise<Omit<ErpPage<ErpRecords[E]>, 'next'>> {
    return this.mapped.page(rows, scope)
  }

  /** The rows, or where a list gives hardly more than keys, the records read one by one. */
  async whole(rows: unknown[], scope: Scope, brief: Reader | null): Promise<unknown[]> {
    return brief ? this.parents(rows, brief, scope) : rows
  }

  private async rawRow(id: string, scope: Scope): Promise<unknown> {
    const { means, body } = await this.client.call(this.one, { ...scope, id }, 'reads')
    return means === 'nothing' ? null : (asList(this.row(body, scope))[0] ?? null)
  }

  private async parents(rows: unknown[], parent: Reader, scope: Scope): Promise<unknown[]> {
    const ids = new Set(rows.map((row) => parent(row, scope)).filter((id) => id !== null && id !== undefined).map(String))
    const found: unknown[] = []
    for (const id of ids) {
      const row = await this.rawRow(id, scope)
      if (row !== null) found.push(row)
    }
    return found
  }

  /** Rows with what other resources know of them. */
  private async completed(rows: unknown[], scope: Scope): Promise<unknown[]> {
    let whole = rows
    if (rows.length === 0) return whole
    for (const { name, per, operation, rows: readRows, parent } of this.parts) {
      const ids = whole.map((row) => this.mapped.idOf(row, scope))
      const found: unknown[] = []
      for (const own of per === 'page' ? [{ ids, id: ids[0] }] : ids.map((id) => ({ ids: [id], id }))) {
        const { means, body } = await this.client.call(operation, { ...scope, ...own }, 'reads')
        if (means !== 'nothing') found.push(...asList(readRows(body, scope)))
      }
      const byParent = Map.groupBy(found, (part) => String(parent(part, scope)))
      whole = whole.map((row, index) => ({ ...(row as object), [name]: byParent.get(ids[index]) ?? [] }))
    }
    return whole
  }
}
