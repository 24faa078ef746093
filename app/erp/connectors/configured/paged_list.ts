import type ErpClient from '#erp/connectors/configured/erp_client'
import { asList, compilePath, type Scope } from '#erp/connectors/configured/field_path'
import { compileRule } from '#erp/connectors/configured/field_rules'
import type { ListOperation } from '#erp/connectors/configured/mapping'
import { withMore } from '#erp/connectors/configured/operation_parts'
import WholeList from '#erp/connectors/configured/whole_list'
import ErpGibberish from '#erp/errors/erp_gibberish'

/** Where in a list the reading stands; opaque to the caller. */
export type Position = Record<string, unknown>

export interface ListPage {
  rows: unknown[]
  next: Position | null
}

export type PagedList = (scope: Scope, position: Position | null, limit: number, isForChanges: boolean) => Promise<ListPage>

/**
 * Reads a list page by page, whatever its paging. Where the ERP does not say that there is
 * more, the reading ends with an empty page: a short page may be the ERP's own limit.
 */
export function pagedList(client: ErpClient, list: ListOperation): PagedList {
  const { paging } = list
  const own = 'params' in paging ? { params: paging.params } : undefined
  const all = client.compile(withMore(list, own))
  const changed = client.compile(withMore(list, own, list.changes))
  const readRows = compilePath(list.rows)
  const more = 'more' in paging && paging.more !== undefined ? compileRule(paging.more) : null
  const further = compileNext(paging)
  const held = paging.kind === 'whole' ? new WholeList(compileRule(paging.key)) : null

  return async (scope, position, limit, isForChanges) => {
    const call = (at: Position) => client.call(isForChanges ? changed : all, { ...scope, ...at }, 'reads')
    if (held) {
      return held.page(String(scope.since), position, limit, scope, async () => {
        const { means, body } = await call({ limit })
        return means === 'nothing' ? [] : asList(readRows(body, scope))
      })
    }
    const place = { after: null, page: 'first' in paging ? (paging.first ?? 1) : 1, offset: 0, token: null, ...position, limit }
    const { means, body } = await call(place)
    if (means === 'nothing') return { rows: [], next: null }
    const rows = asList(readRows(body, scope))
    if (rows.length === 0 || paging.kind === 'none' || (more && !isYes(more(body, scope)))) return { rows, next: null }
    const next = further(place, rows, body, scope)
    if (next && JSON.stringify(next) === JSON.stringify(position)) {
      throw new ErpGibberish('The pages of this list do not move on: the same place comes again')
    }

    return { rows, next }
  }
}

type Further = (place: Position, rows: unknown[], body: unknown, scope: Scope) => Position | null

function compileNext(paging: ListOperation['paging']): Further {
  switch (paging.kind) {
    case 'keyset': {
      const keys = Object.entries(paging.keys).map(([name, rule]) => [name, compileRule(rule)] as const)
      return (_place, rows, _body, scope) => ({ after: Object.fromEntries(keys.map(([name, read]) => [name, read(rows.at(-1), scope)])) })
    }
    case 'page':
      return ({ page, seen }, rows) => {
        const first = JSON.stringify(rows[0]).slice(0, 500)
        if (first === seen) throw new ErpGibberish('The pages of this list do not move on: each begins with the same record')
        return { page: Number(page) + 1, seen: first }
      }
    case 'offset':
      return ({ offset }, rows) => ({ offset: Number(offset) + rows.length })
    case 'token': {
      const read = compileRule(paging.next)
      return (_place, _rows, body, scope) => {
        const token = read(body, scope)
        return token === undefined || token === null || token === '' ? null : { token }
      }
    }
    default:
      return () => null
  }
}

function isYes(value: unknown): boolean {
  return Boolean(value) && !['0', 'false', 'n', 'no'].includes(String(value).toLowerCase())
}
