import type { Reader, Scope } from '#erp/connectors/configured/field_path'
import type { ListPage, Position } from '#erp/connectors/configured/paged_list'

const KEPT_IN_MS = 10 * 60_000

interface Held {
  at: number
  rows: { key: string; row: unknown }[]
}

/**
 * A list that an ERP gives only as a whole, handed out in pages in the order of its keys. It
 * is held for some minutes, so that the next pages need not ask for it again.
 */
export default class WholeList {
  private held = new Map<string, Held>()

  constructor(private key: Reader) {}

  async page(since: string, position: Position | null, limit: number, scope: Scope, fetch: () => Promise<unknown[]>): Promise<ListPage> {
    const known = position ? this.held.get(since) : undefined
    const { rows } = known && Date.now() - known.at < KEPT_IN_MS ? known : this.keep(since, await fetch(), scope)
    const after = position ? String(position.after) : null
    const begin = after === null ? 0 : rows.findIndex(({ key }) => key > after)
    if (begin < 0) return { rows: [], next: null }
    const part = rows.slice(begin, begin + limit)
    const isLast = begin + part.length >= rows.length
    if (isLast) this.held.delete(since)

    return { rows: part.map(({ row }) => row), next: isLast ? null : { after: part.at(-1)!.key } }
  }

  private keep(since: string, found: unknown[], scope: Scope): Held {
    const rows = found.map((row) => ({ key: String(this.key(row, scope)), row }))
    rows.sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0))
    const held = { at: Date.now(), rows }
    this.held.set(since, held)

    return held
  }
}
