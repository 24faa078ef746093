import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { attachmentsOf } from '#shared/attachments/queries/attachments_of'
import { sortBy } from '#shared/records/queries/keyset_page'
import { recordHistory } from '#shared/records/queries/record_history'
import { referencedRows } from '#shared/records/queries/referenced_rows'
import { onlyReachable, reachableRow, reaches } from '#shared/records/queries/visibility'
import { recordType } from '#shared/records/registry'
import { sortOrder } from '#shared/records/rules/keyset'
import { fieldKey, labelKey, titleOf, type RecordType, type Row, type Values } from '#shared/records/record_type'

const CHILDREN_SHOWN = 10

/** Everything the page of one record shows. A record out of reach does not exist for this person. */
export async function recordPage(type: RecordType, id: number, actor: Actor, query: Values = {}) {
  const row = await reachableRow(type, id, actor, 'view')

  const fields = type.fields.filter((field) => !field.hidden)
  const own = type.page ?? type.panel
  const [references, related, documents, history, panel] = await Promise.all([
    referencedRows(fields, [row], actor),
    relatedLists(type, row, actor),
    type.attachments ? attachmentsOf(type.name, row.id) : null,
    recordHistory(type, row.id, actor, 20),
    own?.load(row, actor, query),
  ])
  return {
    template: type.page?.template ?? 'pages/records/show',
    type,
    row,
    actor,
    title: titleOf(type, row),
    subtitle: type.subtitle ? row[type.subtitle] : null,
    facts: fields.map((field) => ({ field, label: fieldKey(type, field.name) })),
    references,
    related,
    documents,
    history,
    mayEdit: type.actions.includes('edit') && reaches(type, row, actor, 'edit'),
    mayDelete: type.actions.includes('delete') && reaches(type, row, actor, 'delete'),
    panel: type.panel?.template ?? null,
    ...panel,
  }
}

/** The first records of each child type, with a link to the whole list. */
export async function relatedLists(type: RecordType, row: Row, actor: Actor) {
  const visible = (type.children ?? []).filter(({ type: name }) => actor.may(name, 'view'))
  return Promise.all(visible.map(({ type: name, via }) => relatedList(recordType(name), via, row, actor)))
}

async function relatedList(child: RecordType, via: string, row: Row, actor: Actor) {
  const query = db.from(child.table).select('*').where(via, row.id)
  onlyReachable(query, child, actor, 'view')
  sortBy(query, sortOrder(child.defaultSort))
  const rows: Row[] = await query.limit(CHILDREN_SHOWN + 1)
  const columns = child.fields.filter((field) => field.listed && field.name !== via)
  const shown = rows.slice(0, CHILDREN_SHOWN)
  const [marks, references] = await Promise.all([child.marks?.(shown, actor), referencedRows(columns, rows, actor)])
  return {
    type: child,
    title: labelKey(child, 'many'),
    rows: shown,
    marks: marks ?? null,
    columns: columns.map((field) => ({ field, label: fieldKey(child, field.name) })),
    references,
    allHref: rows.length > CHILDREN_SHOWN ? `${child.path}?f_${via}=${row.id}` : null,
    newHref: child.actions.includes('create') && actor.may(child.name, 'create') ? `${child.path}/new?${via}=${row.id}` : null,
  }
}
