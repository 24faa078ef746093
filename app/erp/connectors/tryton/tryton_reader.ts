import type { ErpEntity, ErpPage, ErpPageRequest, ErpRecords } from '#contracts/erp'
import ErpGibberish from '#erp/errors/erp_gibberish'
import {
  TRYTON_SOURCES,
  type Domain,
  type TrytonChild,
  type TrytonSource,
} from '#erp/connectors/tryton/tryton_entities'
import type TrytonClient from '#erp/connectors/tryton/tryton_client'
import type { TrytonRow } from '#erp/connectors/tryton/tryton_client'
import type { Children } from '#erp/connectors/tryton/tryton_mappers'
import { toTrytonDateTime } from '#erp/connectors/tryton/tryton_values'
import { withRaw } from '#erp/raw_records'

type Order = [string, 'ASC'][]

/** One of the looks a page-wise reading consists of: a model walked by its id. */
interface Phase {
  source: TrytonSource
  look: { model: string; domain: Domain; fields: string[]; records?: (rows: TrytonRow[]) => Domain }
  /** Reads all of its domain, not only what is stamped as changed. */
  isRestless?: boolean
}

/**
 * Reads records page by page. Tryton does not stamp a record whose address or line
 * changed, so a reading of changes walks the record's own model first and then each child
 * model; the cursor names the walk and the last id.
 */
export default class TrytonReader {
  constructor(
    private client: TrytonClient,
    private currency: () => Promise<string>
  ) {}

  async page<E extends ErpEntity>(entity: E, request: ErpPageRequest): Promise<ErpPage<ErpRecords[E]>> {
    const phases = phasesOf(TRYTON_SOURCES[entity], request.since)
    let [phase, last] = request.after ? request.after.split(':').map(Number) : [0, 0]

    for (; phase < phases.length; phase++, last = 0) {
      const { source, look, isRestless } = phases[phase]
      const domain = [...look.domain, ['id', '>', last], ...(isRestless ? [] : changedSince(request.since))]
      const rows = await this.search(look.model, domain, look.fields, [['id', 'ASC']], request.limit)
      if (rows.length === 0) continue

      const records = look.records
        ? await this.search(source.model, [...source.domain, ...look.records(rows)], source.fields, [['id', 'ASC']])
        : rows
      const next = rows.length < request.limit ? `${phase + 1}:0` : `${phase}:${rows.at(-1)!.id}`
      const isLast = rows.length < request.limit && phase === phases.length - 1

      return { ...(await this.understand<E>(source, records)), next: isLast ? null : next }
    }

    return { records: [], unreadable: [], next: null }
  }

  async keys(entity: ErpEntity, after: string | null, limit: number): Promise<{ keys: string[]; next: string | null }> {
    const sources = TRYTON_SOURCES[entity]
    let [index, last] = after ? after.split(':').map(Number) : [0, 0]

    for (; index < sources.length; index++, last = 0) {
      const { model, domain, prefix } = sources[index]
      const params = [[...domain, ['id', '>', last]], 0, limit, [['id', 'ASC']]]
      const ids = await this.client.read<number[]>(`model.${model}.search`, params)
      const isLast = ids.length < limit && index === sources.length - 1
      const next = ids.length < limit ? `${index + 1}:0` : `${index}:${ids.at(-1)}`
      if (ids.length > 0 || isLast) return { keys: ids.map((id) => prefix + id), next: isLast ? null : next }
    }

    return { keys: [], next: null }
  }

  async one<E extends ErpEntity>(entity: E, id: string): Promise<ErpRecords[E] | null> {
    const source = TRYTON_SOURCES[entity].find(
      ({ prefix }) => id.startsWith(prefix) && /^\d+$/.test(id.slice(prefix.length))
    )
    if (!source) return null

    const [record] = await this.where<E>(source, [['id', '=', Number(id.slice(source.prefix.length))]])
    return record ?? null
  }

  /** All records of the source in a domain; one that cannot be understood is an error here. */
  async where<E extends ErpEntity>(source: TrytonSource, domain: Domain): Promise<ErpRecords[E][]> {
    const rows = await this.search(source.model, [...source.domain, ...domain], source.fields, [['id', 'ASC']])
    const { records, unreadable } = await this.understand<E>(source, rows)
    if (unreadable.length > 0) throw new ErpGibberish(`${source.model} ${unreadable[0].id}: ${unreadable[0].reason}`)

    return records
  }

  search(model: string, domain: Domain, fields: string[], order: Order | null = null, limit: number | null = null) {
    return this.client.read<TrytonRow[]>(`model.${model}.search_read`, [domain, 0, limit, order, fields])
  }

  private async understand<E extends ErpEntity>(source: TrytonSource, rows: TrytonRow[]) {
    const page: Omit<ErpPage<ErpRecords[E]>, 'next'> = { records: [], unreadable: [] }
    if (rows.length === 0) return page

    const [currency, ...kin] = await Promise.all([
      this.currency(),
      ...source.children.map((child) => this.kin(source, child, rows)),
    ])
    for (const row of rows) {
      const children: Children = {}
      source.children.forEach(
        (child, index) => (children[child.name] = kin[index].get(linkOf(child, source, row)) ?? [])
      )
      try {
        page.records.push(withRaw(source.map(row, children, currency) as ErpRecords[E], row))
      } catch (error) {
        page.unreadable.push({
          id: source.prefix + row.id,
          reason: (error as Error).message,
          raw: { ...row, ...children },
        })
      }
    }

    return page
  }

  /** The children of a page's records in one call, by the record they belong to. */
  private async kin(source: TrytonSource, child: TrytonChild, rows: TrytonRow[]): Promise<Map<unknown, TrytonRow[]>> {
    const links = rows.map((row) => linkOf(child, source, row)).filter((link) => link !== null)
    const grouped = new Map<unknown, TrytonRow[]>()
    if (links.length === 0) return grouped

    const domain = [[child.link, 'in', links], ...child.domain]
    for (const row of await this.search(child.model, domain, [child.link, ...child.fields], child.order)) {
      const owner = linkedBy(row, child.link)
      const group = grouped.get(owner)
      if (group) group.push(row)
      else grouped.set(owner, [row])
    }

    return grouped
  }
}

/** `line.payment` arrives as an object under the key `line.`. */
function linkedBy(row: TrytonRow, link: string): unknown {
  const [first, second] = link.split('.')
  return second ? (row[`${first}.`] as TrytonRow | null)?.[second] : row[first]
}

function linkOf(child: TrytonChild, source: TrytonSource, row: TrytonRow): unknown {
  if (child.isReference) return `${source.model},${row.id}`
  return child.on ? row[child.on] : row.id
}

function phasesOf(sources: TrytonSource[], since: string | null): Phase[] {
  return sources.flatMap((source) => {
    const own: Phase = { source, look: { model: source.model, domain: source.domain, fields: source.fields } }
    if (since === null) return [own]

    const touched = source.touchedBy.map((look): Phase => ({ source, look }))
    const restless = source.restless
      ? [{ source, look: { ...own.look, domain: [...source.domain, ...source.restless] }, isRestless: true }]
      : []
    return [own, ...touched, ...restless]
  })
}

function changedSince(since: string | null): Domain {
  if (since === null) return []
  const at = toTrytonDateTime(since)
  return [['OR', ['create_date', '>=', at], ['write_date', '>=', at]]]
}
