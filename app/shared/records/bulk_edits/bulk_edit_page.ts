import type { Actor } from '#shared/actor'
import { now } from '#shared/clock'
import { countBulkRows, sampleOf, troubledRows } from '#shared/records/bulk_edits/queries/bulk_edit_rows'
import type BulkEdit from '#shared/records/models/bulk_edit'
import { formFields } from '#shared/records/pages/form_page'
import { referencedRows } from '#shared/records/queries/referenced_rows'
import { fieldKey, fieldOf, labelKey, titleOf, writableFields, type Field, type RecordType, type Row } from '#shared/records/record_type'
import { rowsByIds } from '#shared/records/rows'
import { storedValues } from '#shared/records/stored_values'

/** Fields one value of which makes sense in many records. */
export function bulkFields(type: RecordType): Field[] {
  return writableFields(type).filter((field) => !field.unique && !(type.title.length === 1 && field.name === type.title[0]))
}

/** Everything the page of a bulk edit shows: the choice of a field, then count and sample, then the outcome. */
export async function bulkEditPage(type: RecordType, edit: BulkEdit, actor: Actor, asked: string | undefined) {
  const field = fieldOf(type, asked ?? edit.field ?? '')
  const chosen = field && bulkFields(type).includes(field) ? field : undefined
  const ids = await sampleOf(edit.id)
  const found = await rowsByIds(type, ids)
  const rows = ids.flatMap((id) => found.get(id) ?? [])
  const isSet = edit.state !== 'chosen' || (edit.field !== null && asked === undefined)

  return {
    type,
    edit,
    title: labelKey(type, 'many'),
    address: `${type.path}/bulk-edits/${edit.id}`,
    step: edit.isRunning ? 'running' : edit.state !== 'chosen' ? 'result' : isSet ? 'preview' : 'value',
    choices: bulkFields(type).map(({ name }) => ({ value: name, label: fieldKey(type, name) })),
    field: chosen,
    label: chosen && fieldKey(type, chosen.name),
    control: chosen ? (await formFields(type, [chosen], { id: 0, [chosen.name]: null } as Row, actor))[0] : null,
    sample: chosen && isSet ? await sampleRows(type, edit, chosen, rows, actor) : { rows: rows.map((row) => ({ title: titleOf(type, row), before: row, after: row })), references: {} },
    counts: await countBulkRows(edit.id),
    troubles: await troubledRows(edit.id),
    isUndoable: edit.isUndoable(now()),
    progress: { value: edit.doneCount, max: edit.rowCount },
  }
}

async function sampleRows(type: RecordType, edit: BulkEdit, field: Field, rows: Row[], actor: Actor) {
  const pairs = rows.map((row) => ({ title: titleOf(type, row), before: row, after: { ...row, ...storedValues(type, { [field.name]: edit.value }, row) } as Row }))
  return { rows: pairs, references: await referencedRows([field], pairs.flatMap(({ before, after }) => [before, after]), actor) }
}
