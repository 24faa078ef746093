import type { Actor } from '#shared/actor'
import { RecordList } from '#shared/records/queries/record_list'
import { referencedRows } from '#shared/records/queries/referenced_rows'
import { savedViews } from '#shared/records/queries/saved_views'
import { listRequest } from '#shared/records/rules/list_request'
import { waitingRecords } from '#shared/search/queries/waiting_records'
import { fieldKey, fieldOf, labelKey, type RecordType } from '#shared/records/record_type'

type Query = Record<string, unknown>

/** Everything the list template shows, and nothing it would have to work out. */
export async function listPage(type: RecordType, query: Query, actor: Actor, url: string) {
  const request = listRequest(type, query)
  const list = new RecordList(type, request, actor)
  const columns = request.columns.map((name) => fieldOf(type, name)!)
  const [page, { count, isCapped }, views, waiting] = await Promise.all([
    list.page(),
    list.count(),
    savedViews(type.name, actor),
    request.text ? waitingRecords([type.name]) : 0,
  ])
  const [references, marks] = await Promise.all([referencedRows(columns, page.rows, actor), type.marks?.(page.rows, actor)])
  const address = (changes: Query) => addressOf(url, { ...query, at: undefined, ...changes })

  return {
    template: 'pages/records/index',
    type,
    actor,
    query,
    rows: page.rows,
    marks: marks ?? null,
    references,
    views,
    currentView: views.find((view) => view.address === addressOf('', { ...query, at: undefined })),
    count,
    isCapped,
    waiting,
    title: labelKey(type, 'many'),
    columns: columns.map((field) => ({
      field,
      label: fieldKey(type, field.name),
      sorted: request.order.column !== field.name ? null : request.order.descending ? 'descending' : 'ascending',
      sortHref: field.sort ? address({ sort: nextSort(field.name, request.order) }) : null,
    })),
    otherFields: type.fields.filter((field) => !field.hidden),
    filters: type.fields.filter((field) => field.filter),
    filterCount: request.filters.length,
    nextHref: page.next && address({ at: page.next }),
    previousHref: page.previous && address({ at: page.previous }),
    exportHref: (format: string) => addressOf(`${type.path}/export/${format}`, { ...query, at: undefined }),
    listLinks: (type.listLinks ?? []).map((link) => ({ ...link, href: addressOf(link.path, { ...query, at: undefined }) })),
    viewAddress: addressOf('', { ...query, at: undefined }),
  }
}

function nextSort(name: string, order: { column: string; descending: boolean }): string {
  return order.column === name && !order.descending ? `-${name}` : name
}

function addressOf(path: string, query: Query): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const part of Array.isArray(value) ? value : [value]) if (part) search.append(name, String(part))
  }
  return search.size > 0 ? `${path}?${search}` : path
}
