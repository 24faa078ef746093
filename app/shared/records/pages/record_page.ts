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
  return {
    template: type.page?.template ?? 'pages/records/show',
    type,
    row,
    actor,
    title: titleOf(type, row),
    subtitle: type.subtitle ? row[type.subtitle] : null,
    facts: fields.map((field) => ({ field, label: fieldKey(type, field.name) })),
    references: await referencedRows(fields, [row], actor),
    related: await relatedLists(type, row, actor),
    documents: type.attachments ? await attachmentsOf(type.name, row.id) : null,
    history: await recordHistory(type, row.id, actor, 20),
    mayEdit: type.actions.includes('edit') && reaches(type, row, actor, 'edit'),
    mayDelete: type.actions.includes('delete') && reaches(type, row, actor, 'delete'),
    panel: type.panel?.template ?? null,
    ...(own ? await own.load(row, actor, query) : {}),
  }
}

/** The first records of each child type, with a link to the whole list. */
export async function relatedLists(type: RecordType, row: Row, actor: Actor) {
  const lists = []
  for (const { type: name, via } of type.children ?? []) {
    const child = recordType(name)
    if (!actor.may(name, 'view')) continue

    const query = db.from(child.table).select('*').where(via, row.id)
    onlyReachable(query, child, actor, 'view')
    sortBy(query, sortOrder(child.defaultSort))
    const rows: Row[] = await query.limit(CHILDREN_SHOWN + 1)
    const columns = child.fields.filter((field) => field.listed && field.name !== via)
    const shown = rows.slice(0, CHILDREN_SHOWN)
    lists.push({
      type: child,
      title: labelKey(child, 'many'),
      rows: shown,
      marks: (await child.marks?.(shown, actor)) ?? null,
      columns: columns.map((field) => ({ field, label: fieldKey(child, field.name) })),
      references: await referencedRows(columns, rows, actor),
      allHref: rows.length > CHILDREN_SHOWN ? `${child.path}?f_${via}=${row.id}` : null,
      newHref: child.actions.includes('create') && actor.may(name, 'create') ? `${child.path}/new?${via}=${row.id}` : null,
    })
  }
  return lists
}
