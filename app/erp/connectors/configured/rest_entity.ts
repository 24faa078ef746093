import type { ErpEntity, ErpPage, ErpPageRequest, ErpRecords } from '#contracts/erp'
import { asList, compilePath, type Reader, type Scope } from '#erp/connectors/configured/field_path'
import { compileRule } from '#erp/connectors/configured/field_rules'
import type { EntityMapping } from '#erp/connectors/configured/mapping'
import type { CompiledOperation } from '#erp/connectors/configured/operations'
import { pagedList, type PagedList, type Position } from '#erp/connectors/configured/paged_list'
import { compileRecord, type RecordMapper } from '#erp/connectors/configured/record_mapper'
import { TARGETS } from '#erp/connectors/configured/record_targets'
import type RestClient from '#erp/connectors/configured/rest_client'
import ErpGibberish from '#erp/errors/erp_gibberish'

interface Part {
  name: string
  per: 'page' | 'record'
  operation: CompiledOperation
  rows: Reader
  parent: Reader
}

/** Reads the records of one entity as its mapping says. */
export default class RestEntity<E extends ErpEntity> {
  private readonly list: PagedList
  private readonly keys: PagedList
  private readonly children: { list: PagedList; parent: Reader }[]
  private readonly parts: Part[]
  private readonly one: CompiledOperation
  private readonly row: Reader
  private readonly id: Reader
  private readonly key: Reader
  private readonly map: RecordMapper<ErpRecords[E]>

  constructor(
    private client: RestClient,
    entity: E,
    mapping: EntityMapping
  ) {
    this.list = pagedList(client, mapping.list)
    this.keys = mapping.keys ? pagedList(client, mapping.keys) : this.list
    this.id = compileRule(mapping.id)
    this.key = mapping.keys ? compileRule(mapping.keys.key) : this.id
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
    this.map = compileRecord<ErpRecords[E]>({ id: mapping.id, ...mapping.fields }, TARGETS[entity])
  }

  /** The list first; then, when changes are wanted, the parents of children that changed. */
  async page({ since, after, limit }: ErpPageRequest, scope: Scope): Promise<ErpPage<ErpRecords[E]>> {
    const { source, position } = after ? (JSON.parse(after) as { source: number; position: Position | null }) : { source: 0, position: null }
    const list = source === 0 ? this.list : this.children[source - 1].list
    const { rows, next } = await list({ ...scope, since }, position, limit, since !== null)
    const whole = source === 0 ? rows : await this.parents(rows, this.children[source - 1].parent, scope)
    const isLast = since === null || source >= this.children.length
    const following = next ? { source, position: next } : isLast ? null : { source: source + 1, position: null }

    return { ...(await this.records(whole, scope)), next: following && JSON.stringify(following) }
  }

  /** The first rows as they come, each with what the mapping makes of it. */
  async trial(limit: number, scope: Scope) {
    const { rows } = await this.list({ ...scope, since: null }, null, limit, false)
    return (await this.completed(rows.slice(0, limit), scope)).map((before) => {
      const id = this.idOf(before, scope)
      try {
        return { id, before, after: this.map(before, scope), reason: null }
      } catch (error) {
        return { id, before, after: null, reason: (error as Error).message }
      }
    })
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
    const page: Omit<ErpPage<ErpRecords[E]>, 'next'> = { records: [], unreadable: [] }
    for (const row of await this.completed(rows, scope)) {
      try {
        page.records.push(this.map(row, scope))
      } catch (error) {
        page.unreadable.push({ id: this.idOf(row, scope), reason: (error as Error).message, raw: row })
      }
    }
    return page
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
      const ids = whole.map((row) => this.idOf(row, scope))
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

  private idOf(row: unknown, scope: Scope): string {
    try {
      return String(this.id(row, scope) ?? '?')
    } catch {
      return '?'
    }
  }
}
